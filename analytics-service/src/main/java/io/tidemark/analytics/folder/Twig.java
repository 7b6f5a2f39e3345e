package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.FoldersByPath;
import io.tidemark.analytics.engine.Row;
import org.jspecify.annotations.Nullable;

/// A folder's roll-up, before it has its place in a tree.
record Twig(
        String path,
        String parent,
        long totalSize,
        long totalAllocated,
        long totalFiles,
        long totalDirectories,
        long directories,
        long size,
        long allocated,
        @Nullable String error) {

    static Twig of(Row row) {
        String path = FoldersByPath.path(row);
        return new Twig(
                path,
                path.substring(0, Math.max(1, path.lastIndexOf('/'))),
                row.number("total_size"),
                row.number("total_allocated"),
                row.number("total_files"),
                row.number("total_directories"),
                row.number("directories"),
                row.number("size"),
                row.number("allocated"),
                row.textOrNull("error"));
    }

    String name() {
        return path.equals("/") ? "/" : path.substring(path.lastIndexOf('/') + 1);
    }
}
