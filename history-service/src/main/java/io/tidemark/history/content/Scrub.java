package io.tidemark.history.content;

import io.tidemark.history.snapshot.Lease;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.history.snapshot.SnapshotRegister.Registered;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Reads everything that is kept, one snapshot after the other, those first that were not read for longest. Calls
/// block.
public final class Scrub {

    private static final String LEASE = "scrub";
    private static final Duration OF_ONE = Duration.ofHours(1);

    /// @param bytesPerSecond read at most, on average over a snapshot
    /// @param againAfter a snapshot is read again so long after it was read
    public record Limits(long bytesPerSecond, Duration againAfter) {
        public Limits {
            if (bytesPerSecond < 1 || againAfter.isNegative() || againAfter.isZero()) {
                throw new IllegalArgumentException(
                        "history.scrub: bytes-per-second is at least 1, again-after is longer than nothing");
            }
        }
    }

    private final Contents contents;
    private final SnapshotRegister register;
    private final DamageLog log;
    private final Lease lease;
    private final Limits limits;
    private final InstantSource clock;

    public Scrub(
            Contents contents,
            SnapshotRegister register,
            DamageLog log,
            Lease lease,
            Limits limits,
            InstantSource clock) {
        this.contents = contents;
        this.register = register;
        this.log = log;
        this.lease = lease;
        this.limits = limits;
        this.clock = clock;
    }

    /// Reads what is due until nothing is, or another replica does so, or the thread is interrupted.
    ///
    /// @return how many snapshots were read
    public int readWhatIsDue() throws IOException {
        int read = 0;
        while (!Thread.currentThread().isInterrupted() && lease.take(LEASE, OF_ONE)) {
            Optional<SnapshotId> due = log.longestUnread(clock.instant().minus(limits.againAfter()));
            Optional<Registered> found = due.flatMap(register::find);
            if (due.isEmpty()) {
                break;
            }
            if (found.isPresent()) {
                contents.inspect(found.get(), Pace.of(limits.bytesPerSecond()));
                read++;
            }
        }
        lease.giveBack(LEASE);
        return read;
    }
}
