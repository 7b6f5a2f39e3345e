package io.tidemark.history.retention;

import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartKind;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;

import java.time.Instant;

/// A snapshot as the planner sees it.
///
/// @param detail what is kept of it now
/// @param changedShare of entries, since the snapshot before it; 0 where that is not known
/// @param damaged whether some of it cannot be read
/// @param held whether a pin or a legal hold is on it
public record Candidate(
        SnapshotId id,
        Instant startedAt,
        Detail detail,
        long entriesBytes,
        long directoriesBytes,
        double changedShare,
        boolean damaged,
        boolean held) {

    public static Candidate of(Snapshot snapshot, double changedShare, boolean held) {
        return new Candidate(
                snapshot.id(),
                snapshot.startedAt(),
                snapshot.detail(),
                bytes(snapshot, PartKind.ENTRIES),
                bytes(snapshot, PartKind.DIRECTORIES),
                changedShare,
                snapshot.damaged(),
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
