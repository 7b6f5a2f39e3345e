package io.tidemark.analytics.consumer;

import java.util.Arrays;
import java.util.stream.IntStream;

/// What comes again every week or month.
///
/// It is found by classical decomposition with medians: the trend is a centred moving average over a period, the season
/// the
/// median of what is left for each day of the period. Its strength is 1 - var(remainder) / var(season + remainder)
/// (Wang,
/// Smith and Hyndman, 2006), here with degrees of freedom taken off for the season's own values; it is there from 0.64
/// on, as
/// R's `nsdiffs` decides, and makes a byte at least.
///
/// @param effect of each day of the period; none where there is no season
@SuppressWarnings("ArrayRecordComponent") // none is compared
record Season(double[] effect) {
    private static final Season NONE = new Season(new double[0]);
    private static final int[] PERIODS = {7, 30};
    private static final int FEWEST_PERIODS = 3;
    private static final double STRONG = 0.64;

    /// The strongest season of a series of days.
    static Season of(double[] days) {
        Season strongest = NONE;
        double strength = STRONG;
        for (int period : PERIODS) {
            if (days.length >= FEWEST_PERIODS * period) {
                double[] detrended = detrended(days, period);
                Season season = new Season(effect(detrended, period));
                double found = strength(detrended, season.effect);
                if (found >= strength && season.amplitude() >= 1) {
                    strongest = season;
                    strength = found;
                }
            }
        }
        return strongest;
    }

    int days() {
        return effect.length;
    }

    /// From the lowest day of the period to the highest.
    double amplitude() {
        return effect.length == 0
                ? 0
                : Arrays.stream(effect).max().orElse(0)
                        - Arrays.stream(effect).min().orElse(0);
    }

    double[] removedFrom(double[] days) {
        return effect.length == 0
                ? days.clone()
                : IntStream.range(0, days.length)
                        .mapToDouble(day -> days[day] - effect[day % effect.length])
                        .toArray();
    }

    /// Not a number within half a period of the ends.
    private static double[] detrended(double[] days, int period) {
        double[] rest = new double[days.length];
        Arrays.fill(rest, Double.NaN);
        int half = period / 2;
        for (int day = half; day + half < days.length; day++) {
            double sum = IntStream.rangeClosed(day - half, day + half)
                    .mapToDouble(at -> days[at])
                    .sum();
            double ends = period % 2 == 1 ? 0 : (days[day - half] + days[day + half]) / 2;
            rest[day] = days[day] - (sum - ends) / period;
        }
        return rest;
    }

    private static double[] effect(double[] detrended, int period) {
        double[] effect = IntStream.range(0, period)
                .mapToDouble(phase -> Robust.median(IntStream.range(0, detrended.length)
                        .filter(day -> day % period == phase && !Double.isNaN(detrended[day]))
                        .mapToDouble(day -> detrended[day])
                        .toArray()))
                .toArray();
        double mean = Arrays.stream(effect).average().orElse(0);
        return Arrays.stream(effect).map(value -> value - mean).toArray();
    }

    private static double strength(double[] detrended, double[] effect) {
        int[] known = IntStream.range(0, detrended.length)
                .filter(day -> !Double.isNaN(detrended[day]))
                .toArray();
        double mean = Arrays.stream(known)
                .mapToDouble(day -> detrended[day])
                .average()
                .orElse(0);
        double all = Arrays.stream(known)
                .mapToDouble(day -> square(detrended[day] - mean))
                .sum();
        double rest = Arrays.stream(known)
                .mapToDouble(day -> square(detrended[day] - effect[day % effect.length]))
                .sum();
        return all == 0 ? 0 : 1 - rest / (known.length - effect.length) / (all / (known.length - 1));
    }

    private static double square(double value) {
        return value * value;
    }
}
