package io.tidemark.history.delta;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/// What one snapshot shows of one name: an entry or a directory (then the sums of its whole subtree).
///
/// @param type as in the table, or `directory`
/// @param inode null where the inventory does not record inodes
/// @param created null where nobody knows; always for directories
record Sight(
        String path,
        String type,
        @Nullable Long inode,
        @Nullable Instant created,
        long sizeBytes,
        @Nullable Long allocatedBytes,
        @Nullable Instant modified,
        @Nullable String owner,
        @Nullable Integer mode) {

    /// Whether both are one thing. Without inodes the path is all there is to go by; without birth times
    /// a thing that
    /// moved must also have kept its size and the time of its last writing, as in comparisons.
    boolean isSame(Sight other) {
        if (isDirectory() != other.isDirectory()) {
            return false;
        }
        if (inode == null || other.inode == null) {
            return path.equals(other.path);
        }
        if (!inode.equals(other.inode) || !Objects.equals(created, other.created)) {
            return false;
        }
        return created != null || isDirectory() || path.equals(other.path) || hasContentOf(other);
    }

    boolean isDirectory() {
        return type.equals("directory");
    }

    /// What happened between `before` and this, which is the same thing or stands in its place; null for
    /// nothing.
    @Nullable
    ChangeKind since(Sight before) {
        if (!isSame(before)) {
            return ChangeKind.REPLACED;
        }
        if (!path.equals(before.path)) {
            return ChangeKind.MOVED;
        }
        if (sizeBytes != before.sizeBytes) {
            return sizeBytes > before.sizeBytes ? ChangeKind.GROWN : ChangeKind.SHRUNK;
        }
        boolean untouched = Objects.equals(modified, before.modified)
                && Objects.equals(owner, before.owner)
                && Objects.equals(mode, before.mode);
        return untouched ? null : ChangeKind.TOUCHED;
    }

    private boolean hasContentOf(Sight other) {
        return sizeBytes == other.sizeBytes && Objects.equals(modified, other.modified);
    }
}
