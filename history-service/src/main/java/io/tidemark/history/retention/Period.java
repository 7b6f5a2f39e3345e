package io.tidemark.history.retention;

import io.tidemark.history.policy.PolicyField;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;

/// The spans of UTC time whose last snapshots are kept.
public enum Period {
    HOUR(PolicyField.HOURLY),
    DAY(PolicyField.DAILY),
    /// From Monday (ISO 8601).
    WEEK(PolicyField.WEEKLY),
    MONTH(PolicyField.MONTHLY),
    YEAR(PolicyField.YEARLY);

    private final PolicyField field;

    Period(PolicyField field) {
        this.field = field;
    }

    PolicyField field() {
        return field;
    }

    /// The policy's word.
    String word() {
        return field.word();
    }

    /// A number for the period that holds `at`; later periods have higher ones.
    long of(Instant at) {
        LocalDateTime time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        return switch (this) {
            case HOUR -> Math.floorDiv(at.getEpochSecond(), 3600);
            case DAY -> time.toLocalDate().toEpochDay();
            case WEEK -> 100L * time.get(IsoFields.WEEK_BASED_YEAR) + time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case MONTH -> ChronoUnit.MONTHS.between(LocalDateTime.of(1, 1, 1, 0, 0), time);
            case YEAR -> time.getYear();
        };
    }
}
