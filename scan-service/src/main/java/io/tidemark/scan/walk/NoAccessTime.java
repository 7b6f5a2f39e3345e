package io.tidemark.scan.walk;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether a walk left the access times of directories as they were.
///
/// @param fallbackDirectories directories whose access time the kernel may have changed, for it refused to leave it
public record NoAccessTime(Mode mode, long fallbackDirectories) {

    /// How the directories were opened.
    public enum Mode {
        /// All without a trace.
        @JsonProperty("noatime")
        NOATIME,
        /// Some without a trace, some in the usual way.
        @JsonProperty("mixed")
        MIXED,
        /// All in the usual way.
        @JsonProperty("fallback")
        FALLBACK
    }

    static NoAccessTime of(long opened, long fallbacks) {
        Mode mode = fallbacks == 0 ? Mode.NOATIME : fallbacks < opened ? Mode.MIXED : Mode.FALLBACK;
        return new NoAccessTime(mode, fallbacks);
    }
}
