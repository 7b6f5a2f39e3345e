package io.tidemark.analytics.folder;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One folder of a tree. Its size is that of its own files, its children and the rest together.
///
/// @param filesSizeBytes of what stands directly in it
/// @param children the folders in it that are shown, largest first
/// @param other the folders in it that are not; null where all are
/// @param error why it could not be read; null where it was
public record Branch(
        String path,
        String name,
        long sizeBytes,
        long allocatedBytes,
        long files,
        long directories,
        long filesSizeBytes,
        List<Branch> children,
        @Nullable Rest other,
        @Nullable String error) {
    public Branch {
        children = List.copyOf(children);
    }

    /// Folders that are too small, too deep or too many to be shown.
    ///
    /// @param count the folders directly in the branch that were folded, not those below them
    public record Rest(long count, long sizeBytes, long allocatedBytes) {}
}
