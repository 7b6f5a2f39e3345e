package io.tidemark.analytics.rest;

import org.jspecify.annotations.Nullable;

import java.util.stream.Stream;

/// The formats of tables beside JSON.
final class TableFormats {
    static final String CSV = "text/csv";
    static final String NDJSON = "application/x-ndjson";
    static final String PARQUET = "application/vnd.apache.parquet";

    private TableFormats() {}

    /// Whether a caller asks for one of them.
    static boolean areWanted(@Nullable String accept) {
        return accept != null && Stream.of(CSV, NDJSON, PARQUET).anyMatch(accept::contains);
    }
}
