package io.tidemark.analytics.rest;

/// The formats of tables beside JSON.
final class TableFormats {
    static final String CSV = "text/csv";
    static final String NDJSON = "application/x-ndjson";

    private TableFormats() {}
}
