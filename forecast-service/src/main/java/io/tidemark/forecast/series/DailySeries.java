package io.tidemark.forecast.series;

import java.time.LocalDate;
import java.util.Set;

/// Bytes used at the end of each of consecutive UTC days. Immutable; may be empty.
public final class DailySeries {

    private final LocalDate end;
    private final double[] used;
    private final int filledDays;
    private final Set<Integer> begunAnew;

    /// @param end the day after the last one
    /// @param filledDays how many of the values are interpolated, not measured
    /// @param begunAnew the days, from 0, on which the volume was replaced or emptied
    DailySeries(LocalDate end, double[] used, int filledDays, Set<Integer> begunAnew) {
        if (filledDays < 0 || filledDays > used.length) {
            throw new IllegalArgumentException("filledDays must lie in 0.." + used.length);
        }
        this.end = end;
        this.used = used.clone();
        this.filledDays = filledDays;
        this.begunAnew = Set.copyOf(begunAnew);
    }

    Set<Integer> begunAnew() {
        return begunAnew;
    }

    /// All days, measured and filled.
    public int days() {
        return used.length;
    }

    public int filledDays() {
        return filledDays;
    }

    public int measuredDays() {
        return used.length - filledDays;
    }

    /// The last finished day; of an empty series the day before it could begin.
    public LocalDate lastDay() {
        return end.minusDays(1);
    }

    /// The bytes used, oldest first; a copy.
    public double[] values() {
        return used.clone();
    }
}
