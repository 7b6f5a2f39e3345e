package io.tidemark.analytics.search;

import io.tidemark.analytics.engine.Row;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A file or folder on a server.
///
/// @param rawName the name's bytes in Base64 where they are not valid UTF-8 and `name` is only an
///     approximation; null otherwise
/// @param type of the snapshot format, or `directory`
/// @param sizeBytes of a directory: of everything below it
/// @param owner the name, or the number where nobody has it
/// @param mode the type and the permissions as stat(2) has them, in octal
/// @param links how many names the inode has; null of a directory
/// @param counted false for a further name of an inode whose size another name already carries
/// @param accessed null of a directory
public record FileRow(
        String server,
        String path,
        String directory,
        String name,
        @Nullable String rawName,
        String type,
        long sizeBytes,
        long allocatedBytes,
        @Nullable String owner,
        @Nullable String group,
        String mode,
        @Nullable Long links,
        boolean counted,
        @Nullable Instant modified,
        @Nullable Instant accessed) {

    static FileRow of(Row row) {
        String directory = row.text("directory");
        String name = row.text("name");
        boolean folder = row.text("type").equals("directory");
        return new FileRow(
                row.text("server"),
                directory.endsWith("/") ? directory + name : directory + "/" + name,
                directory,
                name,
                row.textOrNull("raw_name"),
                row.text("type"),
                row.number("size"),
                row.number("allocated"),
                row.textOrNull("owner"),
                row.textOrNull("group_name"),
                Long.toOctalString(row.number("mode")),
                folder ? null : row.number("links"),
                row.flag("counted"),
                row.micros("modified"),
                row.micros("accessed"));
    }
}
