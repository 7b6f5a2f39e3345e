package io.tidemark.analytics.fleet;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/// How values are spread.
///
/// @param variance of a sample, with n - 1 below the line; 0 where there is one value
/// @param variation the standard deviation in units of the mean; null where that is 0
/// @param quantiles linear between the two nearest values (type 7 of Hyndman and Fan, 1996)
/// @param medianDeviation the median of the distances from the median
public record Spread(
        int count,
        double sum,
        double mean,
        double variance,
        double standardDeviation,
        @Nullable Double variation,
        Quantiles quantiles,
        double medianDeviation) {
    /// That of a normal distribution is 1 / 1.4826 standard deviations (Iglewicz and Hoaglin, 1993).
    private static final double NORMAL = 0.6745;

    /// What a share of all values lies at or below.
    public record Quantiles(
            double least, double p10, double p25, double median, double p75, double p90, double greatest) {
        static Quantiles of(double[] sorted) {
            return new Quantiles(
                    sorted[0],
                    quantile(sorted, 0.10),
                    quantile(sorted, 0.25),
                    quantile(sorted, 0.50),
                    quantile(sorted, 0.75),
                    quantile(sorted, 0.90),
                    sorted[sorted.length - 1]);
        }
    }

    /// @param values at least one
    public static Spread of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double sum = Arrays.stream(sorted).sum();
        double mean = sum / sorted.length;
        double variance = sorted.length == 1
                ? 0
                : Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum() / (sorted.length - 1);
        double deviation = Math.sqrt(variance);
        Quantiles quantiles = Quantiles.of(sorted);
        double[] distances = Arrays.stream(sorted)
                .map(v -> Math.abs(v - quantiles.median()))
                .sorted()
                .toArray();
        return new Spread(
                sorted.length,
                sum,
                mean,
                variance,
                deviation,
                mean == 0 ? null : deviation / mean,
                quantiles,
                quantile(distances, 0.5));
    }

    @Nullable
    Double zScore(double value) {
        return standardDeviation == 0 ? null : (value - mean) / standardDeviation;
    }

    @Nullable
    Double robustZScore(double value) {
        return medianDeviation == 0 ? null : NORMAL * (value - quantiles.median()) / medianDeviation;
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
