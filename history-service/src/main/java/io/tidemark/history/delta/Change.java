package io.tidemark.history.delta;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// One changed entry.
///
/// @param rank its place among all changes of the pair, the largest first, from 1
/// @param type file, symlink, fifo, socket, char or block
/// @param path where it is, or was when it is gone
/// @param previousPath where it was, when it moved
/// @param sizeBeforeBytes null when it was not there
/// @param sizeAfterBytes null when it is gone
/// @param changeBytes what it adds to the sum of sizes; 0 for further names of an inode
/// @param changeAllocatedBytes what it adds to the bytes on disk
/// @param modified last writing as the newer snapshot has it, or the older one when it is gone
public record Change(
        long rank,
        ChangeKind kind,
        String type,
        String path,
        @Nullable String previousPath,
        @Nullable Long sizeBeforeBytes,
        @Nullable Long sizeAfterBytes,
        long changeBytes,
        long changeAllocatedBytes,
        @Nullable String owner,
        @Nullable Instant modified) {}
