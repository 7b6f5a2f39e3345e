package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.Row;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A folder in a list of folders.
///
/// @param entries how many names stand directly in it
/// @param sizeBytes of everything below it
/// @param files below it
/// @param directories below it
/// @param error why it could not be read; null where it was
public record FolderRow(
        String server,
        String path,
        long entries,
        long sizeBytes,
        long allocatedBytes,
        long files,
        long directories,
        @Nullable String owner,
        @Nullable Instant modified,
        @Nullable String error) {
    static FolderRow of(Row row) {
        return new FolderRow(
                row.text("server"),
                row.text("path"),
                row.number("entries"),
                row.number("total_size"),
                row.number("total_allocated"),
                row.number("total_files"),
                row.number("total_directories"),
                row.textOrNull("owner"),
                row.micros("modified"),
                row.textOrNull("error"));
    }
}
