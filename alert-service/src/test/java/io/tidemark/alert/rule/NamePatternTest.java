package io.tidemark.alert.rule;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NamePatternTest {

    @ParameterizedTest
    @CsvSource({
        "web-1, web-1, true",
        "web-1, web-10, false",
        "web-1, Web-1, false",
        "web-*, web-, true",
        "web-*, web-10, true",
        "web-*, db-1, false",
        "*-1, web-1, true",
        "web-?, web-1, true",
        "web-?, web-10, false",
        "/srv/*, /srv/a/b, true",
        "*a*b*, xxaxxbxx, true",
        "*a*b*, xxbxxaxx, false",
        "*, anything, true",
        "a**, a, true",
        "a.c, abc, false",
    })
    void matchesWholeNames(String pattern, String name, boolean expected) {
        assertThat(new NamePattern(pattern).matches(name)).isEqualTo(expected);
    }

    @Test
    void staysQuickOnPatternsMadeToBeSlow() {
        var pattern = new NamePattern("*a".repeat(300) + "b");
        var name = "a".repeat(1000);

        var matches = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> pattern.matches(name));

        assertThat(matches).isFalse();
    }

    @Test
    void refusesAnEmptyPattern() {
        assertThatThrownBy(() -> new NamePattern(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
