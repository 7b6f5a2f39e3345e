package io.tidemark.analytics.fleet;

import io.tidemark.analytics.consumer.DailyBytes;
import io.tidemark.analytics.engine.EveryQuestion;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.HeldSnapshot;
import io.tidemark.analytics.source.Snapshot;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which servers grow together: for each two of them, how what they grew each day goes together, on the days that are
/// known of
/// both. Days between two scans grew alike.
///
/// @param limit how many pairs at most, those that go together or against each other most first
public record GrowthCorrelation(int limit) implements EveryQuestion<List<Pair>> {
    @Override
    public String kind() {
        return "fleet-correlation";
    }

    @Override
    public List<Pair> over(Ground ground) {
        Map<String, Long> sizes = new HashMap<>();
        ground.roots(row -> Map.entry(row.text("snapshot"), row.number("total_size")))
                .forEach(root -> sizes.put(root.getKey(), root.getValue()));
        Map<String, NavigableMap<Long, Double>> growth = new TreeMap<>();
        ground.snapshots().stream()
                .map(HeldSnapshot::snapshot)
                .collect(Collectors.groupingBy(Snapshot::server))
                .forEach((server, scans) -> growth.put(server, growth(outermost(scans), sizes)));
        List<String> servers = List.copyOf(growth.keySet());
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            for (int j = i + 1; j < servers.size(); j++) {
                String one = servers.get(i);
                String other = servers.get(j);
                Pair.of(
                                one,
                                growth.getOrDefault(one, new TreeMap<>()),
                                other,
                                growth.getOrDefault(other, new TreeMap<>()))
                        .ifPresent(pairs::add);
            }
        }
        pairs.sort(Comparator.comparingDouble((Pair pair) -> Math.abs(pair.pearson()))
                .reversed()
                .thenComparing(Pair::one)
                .thenComparing(Pair::other));
        return pairs.subList(0, Math.min(limit, pairs.size()));
    }

    /// What lies in another root counts there.
    private static List<Snapshot> outermost(List<Snapshot> scans) {
        return scans.stream()
                .filter(scan -> scans.stream().noneMatch(scan::isBelow))
                .toList();
    }

    /// Of the days on which all roots are known.
    private static NavigableMap<Long, Double> growth(List<Snapshot> scans, Map<String, Long> sizes) {
        Map<String, DailyBytes> roots = new HashMap<>();
        scans.stream()
                .sorted(Comparator.comparing(Snapshot::startedAt))
                .forEach(scan -> roots.computeIfAbsent(scan.root(), root -> new DailyBytes())
                        .add(
                                ChronoUnit.MICROS.between(Instant.EPOCH, scan.startedAt()),
                                sizes.getOrDefault(scan.id().toString(), 0L)));
        NavigableMap<Long, Double> growth = new TreeMap<>();
        List<NavigableMap<Long, Double>> known =
                roots.values().stream().map(DailyBytes::growth).toList();
        for (Long day : known.getFirst().keySet()) {
            if (known.stream().allMatch(root -> root.containsKey(day))) {
                growth.put(
                        day,
                        known.stream()
                                .mapToDouble(root -> root.getOrDefault(day, 0.0))
                                .sum());
            }
        }
        return growth;
    }
}
