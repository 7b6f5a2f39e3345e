package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.Row;
import org.jspecify.annotations.Nullable;

/// A folder's roll-up, before it has its place in a tree.
record Twig(
        String snapshot,
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
        return new Twig(
                row.text("snapshot"),
                row.text("path"),
                row.text("parent"),
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
