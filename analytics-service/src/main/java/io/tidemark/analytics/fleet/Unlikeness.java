package io.tidemark.analytics.fleet;

import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Question;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which servers are unlike their group, and in what: every aspect of every server whose robust score within its group
/// is beyond
/// 3.5 on either side.
///
/// @param groupOf the group of each server; those that are not there are compared with nobody
/// @param leastGroup how many servers a group must have
public record Unlikeness(Map<String, String> groupOf, int leastGroup) implements Question<List<Unlike>> {
    public Unlikeness {
        groupOf = Map.copyOf(groupOf);
        FleetComparison.requireEnough(leastGroup);
    }

    @Override
    public String kind() {
        return "fleet-unlike";
    }

    @Override
    public List<Unlike> over(Ground ground) {
        Map<String, List<ServerTotals>> groups = new LinkedHashMap<>();
        for (ServerTotals server : ServerTotals.of(ground)) {
            String group = groupOf.get(server.server());
            if (group != null) {
                groups.computeIfAbsent(group, g -> new ArrayList<>()).add(server);
            }
        }
        List<Unlike> unlike = new ArrayList<>();
        groups.forEach((group, servers) -> {
            for (Aspect by : Aspect.values()) {
                find(group, servers, by, unlike);
            }
        });
        unlike.sort(Comparator.comparingDouble((Unlike u) -> Math.abs(u.robustZScore()))
                .reversed()
                .thenComparing(Unlike::server)
                .thenComparing(Unlike::by));
        return unlike;
    }

    private void find(String group, List<ServerTotals> servers, Aspect by, List<Unlike> unlike) {
        Spread spread = Spread.of(servers.stream().map(by::of).toList());
        for (ServerTotals server : servers) {
            double value = by.of(server);
            Double robust = spread.robustZScore(value);
            if (robust != null && FleetComparison.isOutlier(spread, robust, leastGroup)) {
                unlike.add(new Unlike(
                        server.server(),
                        group,
                        servers.size(),
                        by.label(),
                        value,
                        spread.quantiles().median(),
                        robust));
            }
        }
    }
}
