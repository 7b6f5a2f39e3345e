package io.tidemark.analytics.rest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// An answer whose items are rows of a table, so that it can also be had as CSV or as one JSON object a
/// line.
interface Tabular extends Grounded {
    List<? extends Record> items();

    /// What the items are; its components are the columns.
    @JsonIgnore
    Class<? extends Record> itemType();

    /// What to send for the next page; null on the last one.
    @JsonIgnore
    default @Nullable String next() {
        return null;
    }
}
