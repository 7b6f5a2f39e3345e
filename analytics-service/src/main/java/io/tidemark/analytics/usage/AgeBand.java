package io.tidemark.analytics.usage;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// How long before the start of its scan a file was last modified. A year has 365 days. What was modified
/// while the scan ran belongs to the first band, what claims to be modified after its end is in the
/// future.
public enum AgeBand {
    DAY("1d", 1),
    WEEK("7d", 7),
    MONTH("30d", 30),
    QUARTER("90d", 90),
    YEAR("1y", 365),
    TWO_YEARS("2y", 730),
    OLDER("older", -1),
    FUTURE("future", -1);

    private final String label;
    private final long days;

    /// @param days too old for this band; -1 where age is no measure
    AgeBand(String label, long days) {
        this.label = label;
        this.days = days;
    }

    public String label() {
        return label;
    }

    /// The future's name, then where each band ends, in microseconds, and its name; last the name of what
    /// is older.
    static Object[] limitsAndLabels() {
        Stream<Object> bands = Arrays.stream(values())
                .filter(band -> band.days > 0)
                .flatMap(band -> Stream.of(TimeUnit.DAYS.toMicros(band.days), band.label));
        return Stream.concat(Stream.concat(Stream.of(FUTURE.label), bands), Stream.of(OLDER.label))
                .toArray();
    }
}
