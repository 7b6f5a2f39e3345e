package io.tidemark.history.delta;

import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// What changed between two snapshots of one root, in sums. It adds up: what was there, plus created,
/// less deleted, plus
/// grown, less shrunk is what is there, in entries, sizes and bytes on disk.
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
    public record Basis(SnapshotId id, Instant startedAt, double coverage, long errors) {
        static Basis of(Snapshot snapshot) {
            return new Basis(snapshot.id(), snapshot.startedAt(), snapshot.coverage(), snapshot.errors());
        }
    }

    /// Sums by kind. An entry that moved or was replaced and is larger now counts in both: its own kind
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
            Amount touched) {

        /// What is there more now than before.
        public Amount net() {
            Amount bytes = created.minus(deleted).plus(grown).minus(shrunk);
            return new Amount(created.entries() - deleted.entries(), bytes.sizeBytes(), bytes.allocatedBytes());
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
