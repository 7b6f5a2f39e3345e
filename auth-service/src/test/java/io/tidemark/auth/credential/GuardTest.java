package io.tidemark.auth.credential;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class GuardTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final MemoryAttempts attempts = new MemoryAttempts();
    private Instant now = START;
    private final Guard guard = new Guard(attempts, () -> now);

    @Test
    void fiveFailuresAreFreeAndThenEachDoublesTheWaitUpToAMinute() {
        long[] waits = IntStream.range(0, 14)
                .mapToLong(i -> waitAndFail("eve", "10.0.0.1").toSeconds())
                .toArray();

        assertThat(waits).containsExactly(0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60);
    }

    @Test
    void whoHasToWaitIsNotCountedFurther() {
        fail("eve", "10.0.0.1", 5);

        fail("eve", "10.0.0.1", 100);

        assertThat(guard.begin("eve", "10.0.0.1")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anAttemptCountsFromItsBeginningSoFiftyAtOnceAreNotFree() {
        long lookedAt = IntStream.range(0, 50)
                .filter(i -> guard.begin("eve", "10.0.0.1").isZero())
                .count();

        assertThat(lookedAt).isEqualTo(5);
    }

    @Test
    void successBeginsThePairAnewAndTakesNothingElseBack() {
        fail("eve", "10.0.0.1", 4);
        fail("eve", "10.0.0.2", 4);

        guard.begin("eve", "10.0.0.1");
        guard.succeeded("eve", "10.0.0.1");

        fail("eve", "10.0.0.1", 4);
        assertThat(guard.begin("eve", "10.0.0.1")).isZero();
        guard.begin("eve", "10.0.0.2");
        assertThat(guard.begin("eve", "10.0.0.2")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void successesNeverSlowAnybodyDown() {
        for (int i = 0; i < 500; i++) {
            assertThat(guard.begin("busy", "10.0.0.1")).isZero();
            guard.succeeded("busy", "10.0.0.1");
        }
    }

    @Test
    void ofTwoAtOnceTheOneThatLookedAtTheClockFirstIsNotSlowedDownByTheOther() {
        guard.begin("busy", "10.0.0.1");
        now = START.minusMillis(1);

        Duration wait = guard.begin("busy", "10.0.0.1");

        assertThat(wait).isZero();
    }

    @Test
    void whatWasNotLookedAtDoesNotCount() {
        for (int i = 0; i < 500; i++) {
            assertThat(guard.begin("eve", "10.0.0.1")).isZero();
            guard.notLookedAt("eve", "10.0.0.1");
        }
    }

    @Test
    void anAccountThatIsGuessedFromManyAddressesIsSlowedDownAndThenLocked() {
        for (int i = 0; i < 50; i++) {
            assertThat(guard.begin("eve", "10.0.1." + i)).isZero();
        }
        assertThat(guard.begin("eve", "10.0.2.0")).isEqualTo(Duration.ofSeconds(1));

        for (int i = 0; i < 50; i++) {
            waitAndFail("eve", "10.0.3." + i);
        }

        assertThat(guard.begin("eve", "10.0.4.0")).isEqualTo(Duration.ofMinutes(15));
        assertThat(guard.begin("bob", "10.0.4.0")).isZero();
    }

    @Test
    void anAddressThatTriesManyAccountsIsSlowedDownAndThenLocked() {
        for (int i = 0; i < 100; i++) {
            assertThat(guard.begin("user-" + i, "10.0.0.1")).isZero();
        }
        assertThat(guard.begin("somebody", "10.0.0.1")).isEqualTo(Duration.ofSeconds(1));

        for (int i = 0; i < 100; i++) {
            waitAndFail("other-" + i, "10.0.0.1");
        }

        assertThat(guard.begin("somebody", "10.0.0.1")).isEqualTo(Duration.ofMinutes(15));
        assertThat(guard.begin("somebody", "10.0.0.2")).isZero();
    }

    @Test
    void aSteadyFewFromOneAddressDoNotAddUp() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(guard.begin("user-" + i, "10.0.0.1")).isZero();
            now = now.plusSeconds(10);
        }
    }

    @Test
    void aQuarterOfAnHourOfQuietForgetsThePair() {
        fail("eve", "10.0.0.1", 5);
        now = now.plusSeconds(1).plus(Duration.ofMinutes(15)).plusNanos(1);

        fail("eve", "10.0.0.1", 4);

        assertThat(guard.begin("eve", "10.0.0.1")).isZero();
    }

    @Test
    void anotherReplicaAndTheNextStartKnowTheSame() {
        fail("eve", "10.0.0.1", 5);

        Guard other = new Guard(attempts, () -> now);

        assertThat(other.begin("eve", "10.0.0.1")).isEqualTo(Duration.ofSeconds(1));
    }

    private Duration waitAndFail(String name, String address) {
        Duration wait = guard.begin(name, address);
        now = now.plus(wait);
        if (wait.isPositive()) {
            guard.begin(name, address);
        }
        return wait;
    }

    private void fail(String name, String address, int times) {
        IntStream.range(0, times).forEach(i -> guard.begin(name, address));
    }
}
