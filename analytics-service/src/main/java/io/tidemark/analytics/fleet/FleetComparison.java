package io.tidemark.analytics.fleet;

import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Question;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How servers compare, and which are unlike the others. Read from the roll-ups of the roots alone.
///
/// @param leastGroup how many servers it takes to call one an outlier: among a few, chance makes some
public record FleetComparison(Aspect by, int leastGroup) implements Question<Comparison> {
    private static final int FEWEST = 3;
    /// Recommended by Iglewicz and Hoaglin (1993) for scores made with the median.
    private static final double FAR = 3.5;

    /// @throws ProblemException 422 where the group is too small to tell anything
    public FleetComparison {
        requireEnough(leastGroup);
    }

    @Override
    public String kind() {
        return "fleet";
    }

    @Override
    public Comparison over(Ground ground) {
        List<ServerTotals> totals = new ArrayList<>(ServerTotals.of(ground));
        if (totals.isEmpty()) {
            return new Comparison(null, List.of(), leastGroup);
        }
        Spread spread = Spread.of(totals.stream().map(by::of).toList());
        totals.sort(Comparator.comparingDouble(by::of).reversed().thenComparing(ServerTotals::server));
        List<Standing> servers = new ArrayList<>();
        for (ServerTotals server : totals) {
            servers.add(standing(server, spread, servers));
        }
        return new Comparison(spread, servers, leastGroup);
    }

    private Standing standing(ServerTotals totals, Spread spread, List<Standing> above) {
        double value = by.of(totals);
        Double robust = spread.robustZScore(value);
        boolean tied = !above.isEmpty() && above.getLast().value() == value;
        return new Standing(
                totals.server(),
                value,
                tied ? above.getLast().rank() : above.size() + 1,
                spread.zScore(value),
                robust,
                isOutlier(spread, robust, leastGroup));
    }

    /// @throws ProblemException 422 where so few say nothing
    static void requireEnough(int leastGroup) {
        if (leastGroup < FEWEST) {
            throw ProblemException.field("leastGroup", "must be at least " + FEWEST + ", not " + leastGroup);
        }
    }

    static boolean isOutlier(Spread spread, @Nullable Double robust, int leastGroup) {
        return spread.count() >= leastGroup && robust != null && Math.abs(robust) > FAR;
    }
}
