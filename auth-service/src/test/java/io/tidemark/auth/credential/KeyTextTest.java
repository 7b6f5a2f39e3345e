package io.tidemark.auth.credential;

import io.tidemark.auth.credential.KeyText.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.HashSet;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class KeyTextTest {
    @ParameterizedTest
    @EnumSource
    void hasTheFormThatScannersForSecretsAreTold(Kind kind) {
        Set<String> ids = new HashSet<>();

        for (int i = 0; i < 1000; i++) {
            KeyText text = KeyText.create(kind);
            assertThat(text.value()).matches("td[ke]_[0-9A-Za-z]{50}");
            assertThat(KeyText.read(kind, text.value())).contains(text);
            ids.add(text.id());
        }

        assertThat(ids).hasSize(1000);
    }

    @Test
    void oneKindIsNotTakenForTheOther() {
        assertThat(KeyText.read(Kind.KEY, KeyText.create(Kind.ENROLMENT).value()))
                .isEmpty();
    }

    @Test
    void aMistypedKeyIsKnownForOneWithoutAskingAnybody() {
        String text = KeyText.create(Kind.KEY).value();

        for (int at = 0; at < text.length(); at++) {
            char other = text.charAt(at) == 'a' ? 'b' : 'a';
            String mistyped = text.substring(0, at) + other + text.substring(at + 1);
            assertThat(KeyText.read(Kind.KEY, mistyped)).as(mistyped).isEmpty();
        }
        assertThat(KeyText.read(Kind.KEY, text + " ")).isEmpty();
        assertThat(KeyText.read(Kind.KEY, "")).isEmpty();
    }

    /// Other programs make keys too: the checksum is CRC-32 of all before it, in base 62, most
    /// significant digit first.
    @Test
    void theChecksumIsTheOneThatIsDocumented() {
        String text = "tdk_" + "0".repeat(44) + "1yMBjt";

        assertThat(KeyText.read(Kind.KEY, text)).isPresent();
    }

    @Test
    void itPrintsItsIdOnlyAndMatchesItsOwnHash() {
        KeyText text = KeyText.create(Kind.KEY);

        assertThat(text).hasToString(text.value().substring(0, 16));
        assertThat(text.matches(text.hash())).isTrue();
        assertThat(text.matches(KeyText.create(Kind.KEY).hash())).isFalse();
    }
}
