package io.tidemark.auth.credential;

import java.time.Duration;
import java.time.Instant;

/// How attempts that fail are slowed down: some are free, then each doubles the wait, and after many nobody is listened
/// to for a while.
///
/// @param free attempts before the first wait of a second
/// @param longest wait that doubling comes to
/// @param lockAt how many lock out
/// @param lock for how long
/// @param forgetOneEvery so often one failure is forgotten, that a steady few from one place do not add up; zero where
/// all are remembered
public record Pace(int free, Duration longest, int lockAt, Duration lock, Duration forgetOneEvery) {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    /// All failures are forgotten after so much quiet.
    static final Duration MEMORY = Duration.ofMinutes(15);

    /// A doubling only.
    static Pace slowing(int free, Duration longest) {
        return new Pace(free, longest, Integer.MAX_VALUE, longest, Duration.ZERO);
    }

    /// The tally with one more failure.
    Tally failed(Tally before, Instant now) {
        int count = remembered(before, now) + 1;
        return new Tally(count, now.plus(waitAfter(count)));
    }

    /// How long the next attempt must wait. Attempts that are free never do, though another of the same moment may have
    /// looked at the clock a little later.
    Duration wait(Tally tally, Instant now) {
        return tally.count() < free ? Duration.ZERO : tally.waitAt(now);
    }

    private int remembered(Tally before, Instant now) {
        Duration quiet = Duration.between(before.waitUntil(), now);
        if (quiet.compareTo(MEMORY) > 0) {
            return 0;
        }
        long forgotten = forgetOneEvery.isZero() || quiet.isNegative() ? 0 : quiet.dividedBy(forgetOneEvery);
        return (int) Math.max(0, before.count() - forgotten);
    }

    private Duration waitAfter(int count) {
        if (count >= lockAt) {
            return lock;
        }
        if (count < free) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(20, count - free));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }

    /// What failed so far.
    ///
    /// @param waitUntil when the next attempt is looked at
    public record Tally(int count, Instant waitUntil) {
        public static final Tally NONE = new Tally(0, Instant.EPOCH);

        Duration waitAt(Instant now) {
            Duration left = Duration.between(now, waitUntil);
            return left.isNegative() ? Duration.ZERO : left;
        }

        /// Without one that did not fail after all.
        Tally withoutOne(Instant now) {
            return new Tally(Math.max(0, count - 1), waitUntil.isAfter(now) ? now : waitUntil);
        }
    }
}
