package io.tidemark.history.retention;

import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartKind;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A snapshot as the planner sees it.
///
/// @param detail what readers get of it now
/// @param entriesBytes as they are kept
/// @param directoriesBytes as they are kept
/// @param changedShare of entries, since the snapshot before it; 0 where that is not known
/// @param damaged whether some of it cannot be read
/// @param held whether a pin or a legal hold is on it
/// @param base of which it is kept as a difference; null where it is kept as it was sealed
/// @param keptWhole whether its difference was made and was not small enough
public record Candidate(
        SnapshotId id,
        Instant startedAt,
        Detail detail,
        long entriesBytes,
        long directoriesBytes,
        double changedShare,
        boolean damaged,
        boolean held,
        @Nullable SnapshotId base,
        boolean keptWhole) {

    public static Candidate of(Snapshot snapshot, double changedShare, boolean held, boolean keptWhole) {
        Difference difference = snapshot.difference();
        return new Candidate(
                snapshot.id(),
                snapshot.startedAt(),
                snapshot.detail(),
                difference == null ? bytes(snapshot, PartKind.ENTRIES) : difference.entriesBytes(),
                difference == null ? bytes(snapshot, PartKind.DIRECTORIES) : difference.directoriesBytes(),
                changedShare,
                snapshot.damaged(),
                held,
                difference == null ? null : difference.base(),
                keptWhole);
    }

    Level level() {
        return Level.of(detail, base != null);
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
