package io.tidemark.analytics.fleet;

import io.tidemark.analytics.engine.Row;

/// What all roots of a server hold together.
record ServerTotals(String server, long size, long allocated, long files, long directories) {
    static ServerTotals of(Row row) {
        return new ServerTotals(
                row.text("server"),
                row.number("size"),
                row.number("allocated"),
                row.number("files"),
                row.number("directories"));
    }
}
