package io.tidemark.history.sample;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How much of time one item of a series stands for.
public enum Resolution {
    @JsonProperty("raw")
    RAW(ChronoUnit.MICROS),
    @JsonProperty("hour")
    HOUR(ChronoUnit.HOURS),
    @JsonProperty("day")
    DAY(ChronoUnit.DAYS);

    private static final Duration RAW_SPAN = Duration.ofDays(1);
    private static final Duration HOUR_SPAN = Duration.ofDays(31);

    private final ChronoUnit unit;

    Resolution(ChronoUnit unit) {
        this.unit = unit;
    }

    /// The resolution that gives a readable number of items: readings up to a day, hours up to 31
    /// days, days beyond.
    /// Without a start it is readings, page by page.
    public static Resolution forSpan(@Nullable Instant from, Instant to) {
        if (from == null) {
            return RAW;
        }
        Duration span = Duration.between(from, to);
        if (span.compareTo(RAW_SPAN) <= 0) {
            return RAW;
        }
        return span.compareTo(HOUR_SPAN) <= 0 ? HOUR : DAY;
    }

    /// The start, in UTC, of what `at` belongs to.
    public Instant start(Instant at) {
        return at.truncatedTo(unit);
    }
}
