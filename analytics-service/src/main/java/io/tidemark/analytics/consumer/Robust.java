package io.tidemark.analytics.consumer;

import java.util.Arrays;

/// Measures of the middle that a few wild values do not move.
final class Robust {
    /// A normal distribution's standard deviation in units of its median deviation.
    private static final double NORMAL = 1.4826;

    private Robust() {}

    /// 0 of no values.
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /// The standard deviation, by the median distance from the median.
    static double deviation(double[] values) {
        double middle = median(values);
        return NORMAL
                * median(Arrays.stream(values).map(v -> Math.abs(v - middle)).toArray());
    }

    /// The median of the values from one place to before another, as far as they exist.
    static double medianOf(double[] values, int from, int before) {
        return median(Arrays.copyOfRange(values, Math.max(0, from), Math.min(values.length, before)));
    }
}
