package io.tidemark.scan.snapshot;

import io.tidemark.scan.throttle.Cost;
import io.tidemark.scan.throttle.Walked;
import io.tidemark.scan.volume.Capacity;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// What a checkpoint says about the recording as a whole.
///
/// @param format of the checkpoint; another cannot be read
/// @param agentVersion another may see other things, so that its rows must not be mixed
/// @param startedAt when the walk began, however often it was resumed
/// @param start of the volume, at that time
/// @param resumed how often the walk was resumed
/// @param walkedNanos time it ran before this run
/// @param cost of the runs before this one; null in the first
/// @param walked what of the longest duration was used; null before the first checkpoint
record CheckpointHead(
        int format,
        String agentVersion,
        UUID id,
        String server,
        String root,
        Instant startedAt,
        Capacity start,
        int resumed,
        long walkedNanos,
        @Nullable Cost cost,
        @Nullable Walked walked) {

    /// The format that this service writes and reads.
    static final int FORMAT = 1;

    /// @param before what runs cost of which nothing else is left; null where there were none
    static CheckpointHead of(SnapshotSpec spec, String agentVersion, Capacity start, @Nullable Cost before) {
        return new CheckpointHead(
                FORMAT,
                agentVersion,
                spec.id(),
                spec.server(),
                spec.root().toString(),
                spec.startedAt(),
                start,
                0,
                0,
                before,
                null);
    }

    /// The same for the next run.
    CheckpointHead again() {
        return copy(resumed + 1, walkedNanos, cost, walked);
    }

    /// The same with what this run added.
    CheckpointHead after(long nanos, Cost thisRun, Walked now) {
        return copy(resumed, walkedNanos + nanos, total(thisRun), now);
    }

    /// What all runs cost.
    Cost total(Cost thisRun) {
        return cost == null ? thisRun : cost.plus(thisRun);
    }

    boolean isOf(SnapshotSpec spec, String version) {
        return agentVersion.equals(version)
                && id.equals(spec.id())
                && server.equals(spec.server())
                && root.equals(spec.root().toString());
    }

    private CheckpointHead copy(int times, long nanos, @Nullable Cost soFar, @Nullable Walked shift) {
        return new CheckpointHead(format, agentVersion, id, server, root, startedAt, start, times, nanos, soFar, shift);
    }
}
