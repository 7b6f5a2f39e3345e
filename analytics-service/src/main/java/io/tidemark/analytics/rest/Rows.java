package io.tidemark.analytics.rest;

import com.fasterxml.jackson.annotation.JsonIgnore;

import java.util.function.Consumer;

/// A table.
public interface Rows {
    /// What the rows are; its components are the columns.
    @JsonIgnore
    Class<? extends Record> itemType();

    /// Gives each row away; once.
    void each(Consumer<Record> row);
}
