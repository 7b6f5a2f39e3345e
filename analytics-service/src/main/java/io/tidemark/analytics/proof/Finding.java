package io.tidemark.analytics.proof;

import org.jspecify.annotations.Nullable;

/// What is known of a suspect's content.
public sealed interface Finding {
    Finding NOTHING = new Nothing();

    /// Nobody has read it.
    record Nothing() implements Finding {}

    /// The hash of its beginning and its end.
    record Partial(String hash) implements Finding {}

    /// The hash of all of it, and how it lies on the disk.
    record Whole(String hash, Extents extents) implements Finding {}

    /// It cannot be compared.
    record Unproven(Reason reason) implements Finding {}

    /// How a file lies on the disk.
    ///
    /// @param exclusiveBytes of extents that nothing else shares: what removing the file surely frees
    /// @param sharedBytes of extents that something else shares too, in the group or outside
    /// @param unclearBytes of which the filesystem does not tell, or which it packs
    /// @param layout SHA-256 of where the extents lie; null where that is not known
    record Extents(
            long exclusiveBytes,
            long sharedBytes,
            long unclearBytes,
            @Nullable String layout) {
        public Extents {
            if (exclusiveBytes < 0 || sharedBytes < 0 || unclearBytes < 0) {
                throw new IllegalArgumentException("extents have bytes");
            }
        }
    }
}
