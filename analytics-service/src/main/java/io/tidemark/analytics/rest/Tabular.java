package io.tidemark.analytics.rest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/// An answer whose items are rows of a table, so that it can also be had as CSV, as one JSON object a
/// line, or as Parquet.
interface Tabular extends Grounded, Rows {
    List<? extends Record> items();

    /// What to send for the next page; null on the last one.
    @JsonIgnore
    default @Nullable String next() {
        return null;
    }

    @Override
    default void each(Consumer<Record> row) {
        items().forEach(row);
    }
}
