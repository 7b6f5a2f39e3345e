package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.Row;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// A folder on one server, everything below it included. Every inode counts once, as `du` does.
///
/// @param snapshotId null of a folder above the roots of several scans
/// @param direct what is directly inside, folders apart
/// @param owner the name, or the number where nobody has it
/// @param error why it could not be read; null where it was
public record Totals(
        String server,
        @Nullable UUID snapshotId,
        long sizeBytes,
        long allocatedBytes,
        long files,
        long directories,
        Direct direct,
        @Nullable Instant newestModified,
        @Nullable Instant newestAccessed,
        @Nullable Instant modified,
        @Nullable String owner,
        @Nullable String error) {

    /// What stands directly in a folder.
    public record Direct(long files, long directories, long sizeBytes, long allocatedBytes) {
        static Direct of(Row row) {
            return new Direct(
                    row.number("files"), row.number("directories"), row.number("size"), row.number("allocated"));
        }
    }

    static Totals of(Row row) {
        return new Totals(
                row.text("server"),
                UUID.fromString(row.text("snapshot")),
                row.number("total_size"),
                row.number("total_allocated"),
                row.number("total_files"),
                row.number("total_directories"),
                Direct.of(row),
                row.micros("newest_modified"),
                row.micros("newest_accessed"),
                row.micros("modified"),
                row.textOrNull("owner"),
                row.textOrNull("error"));
    }
}
