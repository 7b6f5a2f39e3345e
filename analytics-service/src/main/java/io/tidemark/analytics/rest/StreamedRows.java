package io.tidemark.analytics.rest;

import java.util.function.Consumer;

/// A table that is made while it is sent.
record StreamedRows(Class<? extends Record> itemType, Consumer<Consumer<Record>> source) implements Rows {
    @Override
    public void each(Consumer<Record> row) {
        source.accept(row);
    }
}
