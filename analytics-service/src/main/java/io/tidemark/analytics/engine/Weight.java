package io.tidemark.analytics.engine;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Estimates how much memory an answer takes from what is read for it.
final class Weight {
    private static final int VALUE = 24;

    private final AtomicLong bytes = new AtomicLong(200);

    /// The row; what is read of it is added.
    Row of(Row row) {
        return new Weighed(row);
    }

    long bytes() {
        return bytes.get();
    }

    void add(int size) {
        bytes.addAndGet(VALUE + size);
    }

    private final class Weighed implements Row {
        private final Row row;

        Weighed(Row row) {
            this.row = row;
        }

        @Override
        public String text(String column) {
            String text = row.text(column);
            add(2 * text.length());
            return text;
        }

        @Override
        public @Nullable String textOrNull(String column) {
            String text = row.textOrNull(column);
            add(text == null ? 0 : 2 * text.length());
            return text;
        }

        @Override
        public long number(String column) {
            add(0);
            return row.number(column);
        }

        @Override
        public double decimal(String column) {
            add(0);
            return row.decimal(column);
        }

        @Override
        public boolean isNull(String column) {
            return row.isNull(column);
        }

        @Override
        public boolean flag(String column) {
            return row.flag(column);
        }

        @Override
        public @Nullable Instant micros(String column) {
            add(0);
            return row.micros(column);
        }
    }
}
