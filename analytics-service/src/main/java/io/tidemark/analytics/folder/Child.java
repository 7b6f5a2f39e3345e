package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.FoldersByPath;
import io.tidemark.analytics.engine.Row;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A file or folder that stands directly in a folder.
///
/// @param rawName the name's bytes in Base64 where they are not valid UTF-8; null otherwise
/// @param type of the snapshot format, or `directory`
/// @param sizeBytes of a directory: of everything below it
/// @param files of a directory: below it; otherwise 0
/// @param counted false for a further name of an inode whose size another name already carries: it is in
///     no sum
/// @param owner the name, or the number where nobody has it
/// @param error of a directory: why it could not be read
public record Child(
        String server,
        String name,
        @Nullable String rawName,
        String type,
        long sizeBytes,
        long allocatedBytes,
        long files,
        long directories,
        boolean counted,
        @Nullable String owner,
        @Nullable Instant modified,
        @Nullable String error) {

    /// A folder from its roll-up.
    static Child ofFolder(Row row) {
        String path = FoldersByPath.path(row);
        return new Child(
                row.text("server"),
                path.substring(path.lastIndexOf('/') + 1),
                null,
                "directory",
                row.number("total_size"),
                row.number("total_allocated"),
                row.number("total_files"),
                row.number("total_directories"),
                true,
                row.textOrNull("owner"),
                row.micros("modified"),
                row.textOrNull("error"));
    }

    /// Anything else.
    static Child ofEntry(Row row) {
        return new Child(
                row.text("server"),
                row.text("name"),
                row.textOrNull("raw_name"),
                row.text("type"),
                row.number("size"),
                row.number("allocated"),
                0,
                0,
                row.flag("counted"),
                row.textOrNull("owner"),
                row.micros("modified"),
                null);
    }
}
