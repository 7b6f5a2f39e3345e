package io.tidemark.scan.publish;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class PausesTest {

    @Test
    void doublesUpToTheLongestAndBeginsAnewAfterSuccess() {
        Pauses pauses = new Pauses(Duration.ofSeconds(5), () -> 1);

        List<Duration> growing = Stream.generate(pauses::next).limit(5).toList();
        pauses.reset();

        assertThat(growing).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 5L, 5L);
        assertThat(pauses.next()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void waitsAtLeastHalf() {
        Pauses pauses = new Pauses(Duration.ofSeconds(60), () -> 0);

        assertThat(pauses.next()).isEqualTo(Duration.ofMillis(500));
        assertThat(pauses.next()).isEqualTo(Duration.ofSeconds(1));
    }
}
