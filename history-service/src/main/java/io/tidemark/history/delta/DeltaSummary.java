package io.tidemark.history.delta;

import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Column;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// What changed between two snapshots of one root, in sums. It adds up: what was there, plus created,
/// less deleted, plus
/// grown, less shrunk, plus revealed, less hidden is what is there, in entries, sizes and bytes on disk.
///
/// @param rewritten entries whose content was written: grown, shrunk, replaced, or of the same size
/// with a later time
/// @param folders net change by folder directly below the root
/// @param ages net change by the age of the last writing, seen from the newer snapshot
/// @param volume null where a manifest does not say what the volume used
public record DeltaSummary(
        Basis from,
        Basis to,
        ServerName server,
        String root,
        boolean complete,
        Amount before,
        Amount after,
        Kinds kinds,
        long rewritten,
        List<Part> folders,
        List<Part> owners,
        List<Part> extensions,
        List<Part> ages,
        @Nullable VolumeChange volume) {

    /// One of the two snapshots.
    ///
    /// @param lacking columns that nothing is known of; the comparison leaves them out on both sides
    public record Basis(SnapshotId id, Instant startedAt, double coverage, long errors, List<Column> lacking) {
        static Basis of(Side side) {
            Snapshot snapshot = side.snapshot();
            List<Column> lacking = side.lacking().stream().sorted().toList();
            return new Basis(snapshot.id(), snapshot.startedAt(), snapshot.coverage(), snapshot.errors(), lacking);
        }
    }

    /// Sums by kind. What is below a folder that only one of the two scans could look into is `hidden` or
    /// `revealed`
    /// by it, and neither deleted nor created. An entry that moved or was replaced and is larger now
    /// counts in
    /// both: its own kind
    /// has the entry, and
    /// `grown` has the difference. `moved` and `replaced` have the bytes concerned, which change
    /// nothing in the sum.
    public record Kinds(
            Amount created,
            Amount deleted,
            Amount grown,
            Amount shrunk,
            Amount moved,
            Amount replaced,
            Amount touched,
            Amount hidden,
            Amount revealed) {

        /// What is there more now than before.
        public Amount net() {
            Amount bytes = created.plus(revealed)
                    .minus(deleted)
                    .minus(hidden)
                    .plus(grown)
                    .minus(shrunk);
            long entries = created.entries() + revealed.entries() - deleted.entries() - hidden.entries();
            return new Amount(entries, bytes.sizeBytes(), bytes.allocatedBytes());
        }
    }

    /// Net change of a part of the whole.
    ///
    /// @param key null for all parts that are not named
    /// @param changes how many changes touch it
    public record Part(@Nullable String key, long changes, long entries, long sizeBytes, long allocatedBytes) {}

    /// @throws IllegalStateException when it does not add up, so that nothing wrong is ever answered
    public DeltaSummary {
        if (!before.plus(kinds.net()).equals(after)) {
            throw new IllegalStateException("the delta of " + from.id() + " and " + to.id() + " does not add up: "
                    + before + " and " + kinds.net() + " are not " + after);
        }
        folders = List.copyOf(folders);
        owners = List.copyOf(owners);
        extensions = List.copyOf(extensions);
        ages = List.copyOf(ages);
    }

    /// Share of the entries that were there before and are deleted, moved or rewritten since, 0 to 1; 0
    /// where nothing
    /// was there.
    public double changedShare() {
        long changed = kinds.deleted().entries() + kinds.moved().entries() + rewritten;
        return before.entries() == 0 ? 0 : Math.min(1, (double) changed / before.entries());
    }
}
