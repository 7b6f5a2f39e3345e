package io.tidemark.analytics.consumer;

import io.tidemark.analytics.engine.Row;

/// What somebody has in the newest snapshot of a root.
///
/// @param largest the kind of data with most bytes
/// @param largestSize its bytes
record Holdings(
        Owner owner,
        DataType largest,
        long largestSize,
        long entries,
        long size,
        long hot,
        long warm,
        long cold,
        boolean trusted) {
    /// A folder or an owner on one root.
    record Owner(String server, String root, String key) {
        static Owner of(Row row) {
            return new Owner(row.text("server"), row.text("root"), row.text("key"));
        }
    }

    static Holdings of(Row row) {
        return new Holdings(
                Owner.of(row),
                DataType.labelled(row.text("largest")),
                row.number("largest_size"),
                row.number("entries"),
                row.number("size"),
                row.number("hot"),
                row.number("warm"),
                row.number("cold"),
                row.flag("trusted"));
    }

    DataType dataType() {
        if (size == 0) {
            return DataType.NONE;
        }
        return largestSize >= size - largestSize ? largest : DataType.MIXED;
    }

    double dataTypeShare() {
        return size == 0 ? 0 : (double) largestSize / size;
    }
}
