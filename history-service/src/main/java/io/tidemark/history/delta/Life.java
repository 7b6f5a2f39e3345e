package io.tidemark.history.delta;

import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.SnapshotId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// A part of the life of what stands, or stood, at one path.
///
/// @param items newest first
/// @param basis the snapshots it was looked for in, newest first
/// @param next where the earlier part begins; null where this reaches back to the first snapshot
public record Life(
        ServerName server,
        String root,
        List<Moment> items,
        List<DeltaSummary.Basis> basis,
        @Nullable Bookmark next) {

    public Life {
        items = List.copyOf(items);
        basis = List.copyOf(basis);
    }

    /// A snapshot that shows something else than the one before it.
    ///
    /// @param change what happened since the snapshot before; null in the very first, which cannot know
    /// @param path where it was in this snapshot, or had been when it is gone
    /// @param previousPath where it was before it moved
    /// @param sizeBytes null when it is gone or nobody knows; of a directory, those of its whole subtree
    public record Moment(
            SnapshotId snapshotId,
            Instant startedAt,
            @Nullable ChangeKind change,
            String path,
            @Nullable String previousPath,
            @Nullable String type,
            @Nullable Long sizeBytes,
            @Nullable Long allocatedBytes,
            @Nullable Instant modified,
            @Nullable String owner) {

        /// The same, for somebody who may not know where it came from.
        public Moment withoutPreviousPath() {
            return new Moment(
                    snapshotId, startedAt, change, path, null, type, sizeBytes, allocatedBytes, modified, owner);
        }
    }

    /// Where an earlier part begins.
    ///
    /// @param snapshot the oldest one that was looked at
    /// @param path where it was then, or had been
    public record Bookmark(SnapshotId snapshot, String path) {}
}
