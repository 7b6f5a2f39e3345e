package io.tidemark.analytics.engine;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// One row of an answer, by the names of its columns.
public interface Row {
    /// A text that must be there.
    ///
    /// @throws IllegalStateException where it is null
    String text(String column);

    @Nullable
    String textOrNull(String column);

    /// Zero where the value is null.
    long number(String column);

    /// Zero where the value is null.
    double decimal(String column);

    boolean isNull(String column);

    boolean flag(String column);

    /// A moment, from a column of microseconds since 1970.
    @Nullable
    Instant micros(String column);

    /// Makes a value from a row; the row is not valid afterwards.
    @FunctionalInterface
    interface Reader<T> {
        T read(Row row);
    }
}
