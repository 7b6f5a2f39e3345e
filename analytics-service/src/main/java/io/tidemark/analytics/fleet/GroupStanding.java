package io.tidemark.analytics.fleet;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// One group of servers among others.
///
/// @param total of all its servers together
/// @param rank 1 for the greatest total
/// @param mean of one server, as all that follow it up to `medianDeviation`: see [Spread]
/// @param zScore of the mean among the means of all groups
/// @param robustZScore the same by the median
/// @param outlier whether the robust score is beyond 3.5 on either side, among groups enough
public record GroupStanding(
        String group,
        int servers,
        double total,
        int rank,
        double mean,
        double variance,
        double standardDeviation,
        @Nullable Double variation,
        double least,
        double p10,
        double p25,
        double median,
        double p75,
        double p90,
        double greatest,
        double medianDeviation,
        @Nullable Double zScore,
        @Nullable Double robustZScore,
        boolean outlier) {
    static GroupStanding of(
            String group,
            double total,
            Spread spread,
            @Nullable Double zScore,
            @Nullable Double robustZScore,
            boolean outlier) {
        return new GroupStanding(
                group,
                spread.count(),
                total,
                0,
                spread.mean(),
                spread.variance(),
                spread.standardDeviation(),
                spread.variation(),
                spread.quantiles().least(),
                spread.quantiles().p10(),
                spread.quantiles().p25(),
                spread.quantiles().median(),
                spread.quantiles().p75(),
                spread.quantiles().p90(),
                spread.quantiles().greatest(),
                spread.medianDeviation(),
                zScore,
                robustZScore,
                outlier);
    }

    /// The same with their ranks; equal totals share one.
    ///
    /// @param ordered the greatest total first
    static List<GroupStanding> ranked(List<GroupStanding> ordered) {
        List<GroupStanding> ranked = new ArrayList<>();
        for (GroupStanding standing : ordered) {
            boolean tied = !ranked.isEmpty() && ranked.getLast().total == standing.total;
            ranked.add(standing.at(tied ? ranked.getLast().rank : ranked.size() + 1));
        }
        return ranked;
    }

    private GroupStanding at(int place) {
        return new GroupStanding(
                group,
                servers,
                total,
                place,
                mean,
                variance,
                standardDeviation,
                variation,
                least,
                p10,
                p25,
                median,
                p75,
                p90,
                greatest,
                medianDeviation,
                zScore,
                robustZScore,
                outlier);
    }
}
