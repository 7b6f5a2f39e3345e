package io.tidemark.analytics.search;

import io.tidemark.analytics.engine.Row;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A file or folder whose name matches.
///
/// @param rawName the name's bytes in Base64 where they are not valid UTF-8 and `name` is only an
///     approximation; null otherwise
/// @param type of the snapshot format, or `directory`
/// @param sizeBytes of a directory: of everything below it
/// @param owner the name, or the number where nobody has it
public record Found(
        String server,
        String root,
        String directory,
        String name,
        @Nullable String rawName,
        String type,
        long sizeBytes,
        long allocatedBytes,
        @Nullable String owner,
        @Nullable Instant modified) {

    static Found of(String server, String root, Row row) {
        return new Found(
                server,
                root,
                row.text("directory"),
                row.text("name"),
                row.textOrNull("raw_name"),
                row.text("type"),
                row.number("size"),
                row.number("allocated"),
                row.textOrNull("owner"),
                row.micros("modified"));
    }

    public String path() {
        return directory.endsWith("/") ? directory + name : directory + "/" + name;
    }
}
