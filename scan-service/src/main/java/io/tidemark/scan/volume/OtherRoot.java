package io.tidemark.scan.volume;

import java.time.Instant;

/// What an earlier scan of another root counted.
///
/// @param allocatedBytes on disk, of entries: without the directories' own
/// @param at when that scan ended
public record OtherRoot(String path, long allocatedBytes, Instant at) {

    /// True where one lies in the other, so that bytes of both may be the same.
    public boolean overlaps(String root) {
        return Mount.isAtOrBelow(path, root) || Mount.isAtOrBelow(root, path);
    }
}
