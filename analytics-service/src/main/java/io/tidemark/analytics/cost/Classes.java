package io.tidemark.analytics.cost;

import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.HeldSnapshot;
import io.tidemark.analytics.engine.Sql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// The servers of a question in classes with the same prices, as columns of a table.
record Classes(List<PriceList> lists, Map<String, Integer> ofServers, List<String> labels) {
    static Classes of(Ground ground, Prices prices, Charged charged) {
        List<PriceList> lists = new ArrayList<>();
        Map<String, Integer> ofServers = new LinkedHashMap<>();
        List<String> labels = new ArrayList<>();
        ground.snapshots().stream()
                .map(HeldSnapshot::snapshot)
                .map(snapshot -> snapshot.server())
                .distinct()
                .forEach(server -> {
                    PriceList list = prices.of(server);
                    if (!lists.contains(list)) {
                        lists.add(list);
                    }
                    ofServers.put(server, lists.indexOf(list));
                    labels.add(charged.label(server, list));
                });
        return new Classes(lists, ofServers, labels);
    }

    /// A table with `server`, `class` and `label`.
    Sql table() {
        return Sql.of(
                "(SELECT unnest(?) AS server, CAST(unnest(?) AS INTEGER) AS class, unnest(?) AS label)",
                List.copyOf(ofServers.keySet()),
                ofServers.values().stream().map(String::valueOf).toList(),
                labels);
    }

    /// The servers for whose class something holds.
    List<String> servers(Predicate<PriceList> condition) {
        return ofServers.entrySet().stream()
                .filter(server -> condition.test(lists.get(server.getValue())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /// The versions that amounts are worked out with.
    List<Cited> cited() {
        return lists.stream()
                .flatMap(list -> list.documents().stream())
                .distinct()
                .sorted(Comparator.comparing(Cited::target))
                .toList();
    }

    /// A price of each class for comparing, 0 where it has none; amounts are never worked out from it.
    List<String> each(Function<PriceList, BigDecimal> price) {
        return lists.stream().map(price).map(BigDecimal::toPlainString).toList();
    }
}
