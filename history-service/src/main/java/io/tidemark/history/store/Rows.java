package io.tidemark.history.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/// Reads columns of native queries, whose Java types the driver chooses.
final class Rows {

    private Rows() {}

    static long number(Object column) {
        return ((Number) column).longValue();
    }

    static Instant instant(Object column) {
        return switch (column) {
            case Instant instant -> instant;
            case OffsetDateTime time -> time.toInstant();
            default -> throw new IllegalArgumentException("not a time: " + column.getClass());
        };
    }

    static LocalDate day(Object column) {
        return switch (column) {
            case LocalDate day -> day;
            case java.sql.Date date -> date.toLocalDate();
            default -> throw new IllegalArgumentException("not a day: " + column.getClass());
        };
    }
}
