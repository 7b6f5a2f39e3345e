package io.tidemark.analytics.source;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a scan read of the volume its root lies on, at its end, and what it counted there.
///
/// @param usedAtStartBytes what was used when the scan began
/// @param availableBytes what others than the administrator can still use
/// @param countedBytes on disk: entries, each inode once, and directories
/// @param gaps why more may be used than was counted
public record Volume(
        String mountPoint,
        String device,
        String type,
        long sizeBytes,
        long usedAtStartBytes,
        long usedBytes,
        long freeBytes,
        long availableBytes,
        long countedBytes,
        List<Gap> gaps) {
    public Volume {
        gaps = List.copyOf(gaps);
    }

    /// A reason why more is used than was counted.
    ///
    /// @param items how many things it is about
    /// @param bytes null where nobody knows
    /// @param note in words
    public record Gap(String kind, long items, @Nullable Long bytes, String note) {}
}
