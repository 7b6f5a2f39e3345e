package io.tidemark.history.content;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(20)
class PaceTest {

    @Test
    void letsNoMoreThroughThanASecondMayHave() {
        Pace pace = Pace.of(1_000_000);
        long begin = System.nanoTime();

        for (int i = 0; i < 10; i++) {
            pace.await(50_000);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(499));
    }

    @Test
    void endsAtOnceWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        Pace.of(1).await(1_000_000);

        assertThat(Thread.interrupted()).isTrue();
    }
}
