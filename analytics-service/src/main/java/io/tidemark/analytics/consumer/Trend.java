package io.tidemark.analytics.consumer;

import java.util.stream.IntStream;

/// Whether and how far a series goes one way: the Mann-Kendall test (Mann, 1945; Kendall, 1975) says whether, Sen's
/// slope (1968)
/// how far.
///
/// @param score of the test; beyond 2.576 on either side a trend is there (one in a hundred by chance)
/// @param change over the whole series
record Trend(double score, double change) {
    private static final double SIGNIFICANT = 2.5758;
    /// Very strong evidence (Kass and Raftery, 1995).
    private static final double STRONG_EVIDENCE = 10;
    /// The second half of the time grows by so many times the first half's growth.
    private static final double FASTER = 1.5;

    static Trend of(double[] days) {
        int n = days.length;
        double[] slopes = new double[n * (n - 1) / 2];
        long concordant = 0;
        int next = 0;
        for (int early = 0; early < n; early++) {
            for (int late = early + 1; late < n; late++) {
                concordant += Double.compare(days[late], days[early]);
                slopes[next++] = (days[late] - days[early]) / (late - early);
            }
        }
        double variance = n * (n - 1.0) * (2.0 * n + 5) / 18;
        double score = (concordant - Math.signum((double) concordant)) / Math.sqrt(variance);
        return new Trend(score, Robust.median(slopes) * (n - 1));
    }

    boolean isThere() {
        return Math.abs(score) > SIGNIFICANT;
    }

    /// Whether growth becomes faster: a parabola fits better than a straight line by the Bayesian information
    /// criterion, and
    /// its second half rises at least one and a half times as far as its first.
    static boolean accelerates(double[] days) {
        Parabola curve = Parabola.through(days);
        double evidence = days.length * Math.log(curve.straightError() / Math.max(curve.error(), Double.MIN_NORMAL))
                - Math.log(days.length);
        return evidence > STRONG_EVIDENCE && curve.secondHalf() > 0 && curve.secondHalf() >= FASTER * curve.firstHalf();
    }

    /// Least squares over the time from -1 to 1.
    ///
    /// @param error the sum of squares that is left
    /// @param straightError the same of a straight line
    private record Parabola(double slope, double curvature, double error, double straightError) {
        static Parabola through(double[] days) {
            int n = days.length;
            double[] time = IntStream.range(0, n)
                    .mapToDouble(i -> 2.0 * i / (n - 1) - 1)
                    .toArray();
            double x2 = 0;
            double x4 = 0;
            double y0 = 0;
            double y1 = 0;
            double y2 = 0;
            for (int i = 0; i < n; i++) {
                double square = time[i] * time[i];
                x2 += square;
                x4 += square * square;
                y0 += days[i];
                y1 += time[i] * days[i];
                y2 += square * days[i];
            }
            double slope = y1 / x2;
            double determinant = n * x4 - x2 * x2;
            double curvature = (n * y2 - x2 * y0) / determinant;
            double middle = (y0 * x4 - y2 * x2) / determinant;
            return new Parabola(
                    slope, curvature, error(days, time, middle, slope, curvature), error(days, time, y0 / n, slope, 0));
        }

        double firstHalf() {
            return slope - curvature;
        }

        double secondHalf() {
            return slope + curvature;
        }

        private static double error(double[] days, double[] time, double middle, double slope, double curvature) {
            return IntStream.range(0, days.length)
                    .mapToDouble(i -> days[i] - middle - slope * time[i] - curvature * time[i] * time[i])
                    .map(rest -> rest * rest)
                    .sum();
        }
    }
}
