package io.tidemark.scan.throttle;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// When one scan may walk at all: within its hours, for at most its longest duration, and not while somebody has
/// paused it. With hours the duration is that of one stretch of open hours: when it is over, the scan goes on in the
/// next. Without hours it is that of the whole scan, and ends it.
final class Shift {

    private boolean paused;
    private boolean open;
    private @Nullable Waiting off;
    private long walkedNanos;
    private long offNanos;
    private long lookedAt;

    Shift(long now) {
        this.lookedAt = now;
    }

    /// Goes on where an earlier run of the scan was.
    ///
    /// @param nanos that it walked, in the last stretch of open hours where there are some
    /// @param sameStretch whether that stretch has not ended since
    void resume(long nanos, boolean sameStretch) {
        walkedNanos = nanos;
        open = sameStretch;
    }

    void pause(boolean pausedNow) {
        paused = pausedNow;
    }

    /// Why no thread may walk now; null when they may.
    ///
    /// @throws DurationExceeded when the scan is to end
    @Nullable
    Waiting look(long now, Instant wall, ScanPolicy policy) {
        count(now);
        boolean opens = policy.isOpen(wall);
        if (opens && !open && !policy.hours().isEmpty()) {
            walkedNanos = 0;
        }
        open = opens;
        off = reason(policy);
        return off;
    }

    private @Nullable Waiting reason(ScanPolicy policy) {
        if (paused) {
            return Waiting.PAUSED;
        }
        if (!open) {
            return Waiting.HOURS;
        }
        Duration longest = policy.longest();
        if (longest == null || walkedNanos < longest.toNanos()) {
            return null;
        }
        if (policy.hours().isEmpty()) {
            throw new DurationExceeded(longest);
        }
        return Waiting.HOURS;
    }

    private void count(long now) {
        if (off == null) {
            walkedNanos += now - lookedAt;
        } else {
            offNanos += now - lookedAt;
        }
        lookedAt = now;
    }

    /// How long it walked, in this stretch of open hours where there are some, up to the last look.
    long walkedNanos() {
        return walkedNanos;
    }

    /// How long nobody could walk so far.
    long offNanos() {
        return offNanos;
    }
}
