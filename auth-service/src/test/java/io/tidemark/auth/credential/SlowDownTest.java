package io.tidemark.auth.credential;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class SlowDownTest {
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    private final SlowDown slowDown = new SlowDown(() -> now, 5, Duration.ofMinutes(1));

    @Test
    void fourFailuresCostNothing() {
        fail("eve", 4);

        assertThat(slowDown.wait("eve")).isZero();
    }

    @Test
    void fromTheFifthOnEachFailureDoublesTheWaitUpToTheLongest() {
        fail("eve", 4);

        long[] seconds = IntStream.range(0, 9)
                .mapToLong(i -> {
                    slowDown.failed("eve");
                    return slowDown.wait("eve").toSeconds();
                })
                .toArray();

        assertThat(seconds).containsExactly(1, 2, 4, 8, 16, 32, 60, 60, 60);
    }

    @Test
    void theWaitRunsDownWithTheClock() {
        fail("eve", 7);

        now = now.plusMillis(3_999);
        assertThat(slowDown.wait("eve")).isEqualTo(Duration.ofMillis(1));
        now = now.plusMillis(1);
        assertThat(slowDown.wait("eve")).isZero();
    }

    @Test
    void whoWaitedIsNotForgottenUntilAQuarterOfAnHourOfQuiet() {
        fail("eve", 5);
        now = now.plusSeconds(1).plus(Duration.ofMinutes(15));

        slowDown.failed("eve");

        assertThat(slowDown.wait("eve")).isEqualTo(Duration.ofSeconds(2));
        now = now.plusSeconds(2).plus(Duration.ofMinutes(15)).plusNanos(1);
        slowDown.failed("eve");
        assertThat(slowDown.wait("eve")).isZero();
    }

    @Test
    void successForgetsTheFailuresOfThisKeyAlone() {
        fail("eve", 5);
        fail("bob", 5);

        slowDown.succeeded("eve");

        assertThat(slowDown.wait("eve")).isZero();
        assertThat(slowDown.wait("bob")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aFloodOfNamesPushesOutTheOldestOnly() {
        fail("oldest", 5);
        fail("young", 5);

        IntStream.range(0, 9_999).forEach(i -> slowDown.failed("flood-" + i));

        assertThat(slowDown.wait("oldest")).isZero();
        assertThat(slowDown.wait("young")).isEqualTo(Duration.ofSeconds(1));
    }

    private void fail(String key, int times) {
        IntStream.range(0, times).forEach(i -> slowDown.failed(key));
    }
}
