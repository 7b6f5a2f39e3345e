package io.tidemark.analytics.proof;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;

/// A file of which nobody can say whether it has a copy.
///
/// @param path its first name
/// @param rawName the name's bytes in Base64 where they are not valid UTF-8
public record UnprovenFile(
        String server, String path, @Nullable String rawName, long sizeBytes, String reason) {
    static final Comparator<UnprovenFile> ORDER = Comparator.comparing(UnprovenFile::server)
            .thenComparing(UnprovenFile::path)
            .thenComparing(file -> file.rawName == null ? "" : file.rawName);
}
