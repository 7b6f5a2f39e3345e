package io.tidemark.history.retention;

import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartKind;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;

import java.time.Instant;

/// A snapshot as the planner sees it.
///
/// @param detail what is kept of it now
/// @param changedShare of entries, since the snapshot before it; 0 where that is not known
/// @param held whether a pin or a legal hold is on it
public record Candidate(
        SnapshotId id,
        Instant startedAt,
        Detail detail,
        long entriesBytes,
        long directoriesBytes,
        double changedShare,
        boolean held) {

    public static Candidate of(Snapshot snapshot, double changedShare, boolean held) {
        return new Candidate(
                snapshot.id(),
                snapshot.startedAt(),
                Detail.FULL,
                bytes(snapshot, PartKind.ENTRIES),
                bytes(snapshot, PartKind.DIRECTORIES),
                changedShare,
                held);
    }

    /// Bytes of its files that are left in this detail.
    long bytesIn(Detail other) {
        return switch (other) {
            case FULL -> entriesBytes + directoriesBytes;
            case DIRECTORIES -> directoriesBytes;
            case TOTALS, GONE -> 0;
        };
    }

    private static long bytes(Snapshot snapshot, PartKind kind) {
        return snapshot.parts().stream()
                .filter(part -> part.kind() == kind)
                .mapToLong(Part::bytes)
                .sum();
    }
}
