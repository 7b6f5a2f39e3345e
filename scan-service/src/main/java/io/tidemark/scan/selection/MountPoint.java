package io.tidemark.scan.selection;

import org.jspecify.annotations.Nullable;

/// A place below the root of a scan where something else begins.
///
/// @param type filesystem type; null where the mount table has nothing about it
/// @param source what is mounted; null as `type`
/// @param leftOut why it was not walked, see {@link LeftOut}; null where it was
public record MountPoint(
        String path,
        @Nullable String type,
        @Nullable String source,
        @Nullable String leftOut) {}
