package io.tidemark.analytics.engine;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The present row of a result set.
record JdbcRow(ResultSet rows) implements Row {
    @Override
    public String text(String column) {
        String value = textOrNull(column);
        if (value == null) {
            throw new IllegalStateException(column + " is null");
        }
        return value;
    }

    @Override
    public @Nullable String textOrNull(String column) {
        return get(() -> rows.getString(column));
    }

    @Override
    public long number(String column) {
        Long value = get(() -> rows.getLong(column));
        return value == null ? 0 : value;
    }

    @Override
    public double decimal(String column) {
        Double value = get(() -> rows.getDouble(column));
        return value == null ? 0 : value;
    }

    @Override
    public boolean isNull(String column) {
        return get(() -> rows.getObject(column)) == null;
    }

    @Override
    public boolean flag(String column) {
        return Boolean.TRUE.equals(get(() -> rows.getBoolean(column)));
    }

    @Override
    public @Nullable Instant micros(String column) {
        long value = number(column);
        boolean absent = Boolean.TRUE.equals(get(rows::wasNull));
        return absent ? null : Instant.EPOCH.plus(value, ChronoUnit.MICROS);
    }

    private static <T> @Nullable T get(Getter<T> getter) {
        try {
            return getter.get();
        } catch (SQLException e) {
            throw new IllegalStateException("The answer cannot be read", e);
        }
    }

    @FunctionalInterface
    private interface Getter<T> {
        @Nullable
        T get() throws SQLException;
    }
}
