package io.tidemark.scan.snapshot;

import io.tidemark.scan.throttle.Throttle;
import io.tidemark.scan.walk.Checkpoints;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Takes a checkpoint whenever losing what came after the last one would cost too much: more than a few seconds, and
/// more than a small share of what was done. Hence they grow rarer as a walk goes on.
final class RegularCheckpoints implements Checkpoints {

    /// Of the time, or of what was found: less than the twentieth that a restart may do again.
    private static final double SHARE = 0.04;

    private final Path folder;
    private final CheckpointHead head;
    private final Duration interval;
    private final Throttle throttle;
    private final CheckpointFile.Body rest;
    private final long began = System.nanoTime();
    private volatile long takenAt = began;
    private volatile long foundThen;

    /// @param head at the beginning of this run
    /// @param interval between two checkpoints at least
    /// @param throttle tells what this run cost so far
    /// @param rest writes what stands between the head and the walk
    RegularCheckpoints(
            Path folder, CheckpointHead head, Duration interval, Throttle throttle, CheckpointFile.Body rest) {
        this.folder = folder;
        this.head = head;
        this.interval = interval;
        this.throttle = throttle;
        this.rest = rest;
    }

    @Override
    public boolean isDue(LongSupplier found) {
        long now = System.nanoTime();
        long since = now - takenAt;
        if (since < interval.toNanos()) {
            return false;
        }
        if (since >= SHARE * (double) (head.walkedNanos() + now - began)) {
            return true;
        }
        long all = found.getAsLong();
        return all - foundThen >= SHARE * (double) all;
    }

    @Override
    public void take(LongSupplier found, State walk) throws IOException {
        CheckpointHead now = head.after(System.nanoTime() - began, throttle.cost(), throttle.walked());
        CheckpointFile.write(folder, now, out -> {
            rest.write(out);
            walk.write(out);
        });
        foundThen = found.getAsLong();
        takenAt = System.nanoTime();
    }
}
