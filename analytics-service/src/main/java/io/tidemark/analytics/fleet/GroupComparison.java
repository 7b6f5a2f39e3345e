package io.tidemark.analytics.fleet;

import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Question;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How groups of servers compare: what each holds, how its servers are spread, and which groups are unlike the others
/// by what
/// one of their servers has on average.
///
/// @param groupOf the group of each server; those that are not there are one group without a name
/// @param leastGroup how many groups it takes to call one an outlier
public record GroupComparison(Aspect by, Map<String, String> groupOf, int leastGroup)
        implements Question<List<GroupStanding>> {
    public GroupComparison {
        groupOf = Map.copyOf(groupOf);
        FleetComparison.requireEnough(leastGroup);
    }

    @Override
    public String kind() {
        return "fleet-groups";
    }

    @Override
    public List<GroupStanding> over(Ground ground) {
        Map<String, List<ServerTotals>> groups = new LinkedHashMap<>();
        ServerTotals.of(ground)
                .forEach(server -> groups.computeIfAbsent(
                                groupOf.getOrDefault(server.server(), ""), group -> new ArrayList<>())
                        .add(server));
        if (groups.isEmpty()) {
            return List.of();
        }
        Map<String, Spread> spreads = new LinkedHashMap<>();
        groups.forEach((group, servers) ->
                spreads.put(group, Spread.of(servers.stream().map(by::of).toList())));
        Spread means = Spread.of(spreads.values().stream().map(Spread::mean).toList());
        List<GroupStanding> standings = new ArrayList<>();
        spreads.forEach((group, spread) -> {
            @Nullable Double robust = means.robustZScore(spread.mean());
            standings.add(GroupStanding.of(
                    group,
                    by.of(ServerTotals.sum(groups.getOrDefault(group, List.of()))),
                    spread,
                    means.zScore(spread.mean()),
                    robust,
                    FleetComparison.isOutlier(means, robust, leastGroup)));
        });
        standings.sort(
                Comparator.comparingDouble(GroupStanding::total).reversed().thenComparing(GroupStanding::group));
        return GroupStanding.ranked(standings);
    }
}
