package io.tidemark.history.ingest;

import io.tidemark.history.snapshot.PartKind;

import java.util.LinkedHashMap;
import java.util.Map;

/// The columns of snapshot format version 1 with their DuckDB types, in order.
final class Columns {

    private static final String TEXT = "VARCHAR";
    private static final String LONG = "BIGINT";
    private static final String INT = "INTEGER";
    private static final String TIME = "TIMESTAMP WITH TIME ZONE";

    private static final Map<String, String> ENTRIES = columns(
            TEXT,
            "directory name",
            "BLOB",
            "raw_name",
            TEXT,
            "extension type",
            LONG,
            "size allocated",
            TIME,
            "modified accessed changed created",
            LONG,
            "uid gid",
            TEXT,
            "owner group_name",
            INT,
            "mode",
            LONG,
            "inode device links",
            "BOOLEAN",
            "counted");

    private static final Map<String, String> DIRECTORIES = columns(
            TEXT, "path parent",
            INT, "depth",
            LONG, "files directories size allocated total_files total_directories total_size total_allocated",
            TIME, "newest_modified newest_accessed modified",
            LONG, "uid gid",
            TEXT, "owner group_name",
            INT, "mode",
            LONG, "inode device",
            TEXT, "error",
            LONG, "own_size own_allocated");

    private Columns() {}

    static Map<String, String> of(PartKind kind) {
        return switch (kind) {
            case ENTRIES -> ENTRIES;
            case DIRECTORIES -> DIRECTORIES;
        };
    }

    private static Map<String, String> columns(String... typesAndNames) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < typesAndNames.length; i += 2) {
            for (String name : typesAndNames[i + 1].split(" ", -1)) {
                columns.put(name, typesAndNames[i]);
            }
        }
        return columns;
    }
}
