package io.tidemark.analytics.usage;

import io.tidemark.analytics.engine.Row;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A file among the largest. An inode with several names is there once.
///
/// @param rawName the name's bytes in Base64 where they are not valid UTF-8; null otherwise
/// @param links how many names the inode has
/// @param owner the name, or the number where nobody has it
public record HeavyFile(
        String server,
        String directory,
        String name,
        @Nullable String rawName,
        long sizeBytes,
        long allocatedBytes,
        long links,
        @Nullable String owner,
        @Nullable Instant modified) {

    static HeavyFile of(Row row) {
        return new HeavyFile(
                row.text("server"),
                row.text("directory"),
                row.text("name"),
                row.textOrNull("raw_name"),
                row.number("size"),
                row.number("allocated"),
                row.number("links"),
                row.textOrNull("owner"),
                row.micros("modified"));
    }

    public String path() {
        return directory.endsWith("/") ? directory + name : directory + "/" + name;
    }
}
