package io.tidemark.analytics.fleet;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.IntStream;

/// Two servers and how their growth goes together.
///
/// @param days known of both
/// @param pearson correlation of what each grew a day, -1 to 1
/// @param spearman the same of ranks, which a few large days do not decide; equal values share the mean of their ranks
public record Pair(String one, String other, int days, double pearson, double spearman) {
    /// Fewer days go together by chance.
    private static final int FEWEST_DAYS = 14;

    /// Nothing where they have too few days in common, or one of them grew the same each day.
    static Optional<Pair> of(
            String one, NavigableMap<Long, Double> first, String other, NavigableMap<Long, Double> second) {
        List<Long> days = first.keySet().stream().filter(second::containsKey).toList();
        if (days.size() < FEWEST_DAYS) {
            return Optional.empty();
        }
        double[] x =
                days.stream().mapToDouble(day -> first.getOrDefault(day, 0.0)).toArray();
        double[] y =
                days.stream().mapToDouble(day -> second.getOrDefault(day, 0.0)).toArray();
        double pearson = correlation(x, y);
        return Double.isNaN(pearson)
                ? Optional.empty()
                : Optional.of(new Pair(one, other, days.size(), pearson, correlation(ranks(x), ranks(y))));
    }

    /// Not a number where one of them never changes.
    private static double correlation(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double both = 0;
        double ofX = 0;
        double ofY = 0;
        for (int i = 0; i < x.length; i++) {
            both += (x[i] - meanX) * (y[i] - meanY);
            ofX += (x[i] - meanX) * (x[i] - meanX);
            ofY += (y[i] - meanY) * (y[i] - meanY);
        }
        return both / Math.sqrt(ofX * ofY);
    }

    private static double[] ranks(double[] values) {
        List<Integer> order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .toList();
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.size(); ) {
            int before = from;
            while (before < order.size() && values[order.get(before)] == values[order.get(from)]) {
                before++;
            }
            double shared = (from + before + 1) / 2.0;
            order.subList(from, before).forEach(i -> ranks[i] = shared);
            from = before;
        }
        return ranks;
    }
}
