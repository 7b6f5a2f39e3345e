package io.tidemark.forecast.capacity;

import io.tidemark.forecast.backtest.Radii;
import io.tidemark.forecast.model.Fit;
import io.tidemark.forecast.source.Reading;

import java.time.LocalDate;
import java.util.stream.IntStream;

import static java.time.temporal.ChronoUnit.DAYS;

/// The continuation of a series beyond its last finished day, moved to where the volume is now.
///
/// The newest reading is of a day that is not over, so any value between the last day's and the one expected for the
/// end
/// of today, give or take the interval, is no news. What lies outside moves the whole path by the distance: a burst of
/// today changes the level, not the trend.
final class ExpectedPath {

    private final LocalDate lastDay;
    private final Fit fit;
    private final double shift;

    ExpectedPath(LocalDate lastDay, double lastValue, Fit fit, Radii radii, Reading newest) {
        this.lastDay = lastDay;
        this.fit = fit;
        int now = (int) Math.max(0, DAYS.between(lastDay, newest.day()));
        double expected = fit.ahead(now);
        double radius = radii.ahead(now);
        double low = Math.min(lastValue, expected) - radius;
        double high = Math.max(lastValue, expected) + radius;
        this.shift = now == 0 ? 0 : newest.usedBytes() - Math.clamp((double) newest.usedBytes(), low, high);
    }

    /// The value expected some days after the last finished one.
    double ahead(int days) {
        return fit.ahead(days) + shift;
    }

    /// The values from one day ahead to `days`.
    double[] until(int days) {
        return IntStream.rangeClosed(1, days).mapToDouble(this::ahead).toArray();
    }

    LocalDate day(int ahead) {
        return lastDay.plusDays(ahead);
    }
}
