package io.tidemark.analytics.source;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Something the record tells, asked again after a while. While the record is away, what it said last.
final class Remembered<T> {
    private final Asking<T> asking;
    private final InstantSource clock;
    private final Duration freshFor;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable T last;
    private Instant askAgainAt = Instant.MIN;

    /// Asks the record.
    @FunctionalInterface
    interface Asking<T> {
        T ask() throws SourceAway;
    }

    /// @param freshFor for how long the record is not asked again, whether it answered or not
    Remembered(Asking<T> asking, InstantSource clock, Duration freshFor) {
        this.asking = asking;
        this.clock = clock;
        this.freshFor = freshFor;
    }

    /// Blocks while the record is asked; nothing where it has never answered.
    Optional<T> now() {
        lock.lock();
        try {
            if (!clock.instant().isBefore(askAgainAt)) {
                ask();
                askAgainAt = clock.instant().plus(freshFor);
            }
            return Optional.ofNullable(last);
        } finally {
            lock.unlock();
        }
    }

    private void ask() {
        try {
            last = asking.ask();
        } catch (SourceAway expected) {
            // What was known goes on to hold; the list of snapshots tells that the record is away.
            return;
        }
    }
}
