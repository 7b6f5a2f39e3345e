package io.tidemark.analytics.growth;

import io.tidemark.analytics.engine.HeldSnapshot;
import io.tidemark.analytics.source.Snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Which snapshot stands for the first moment and which for the second, as columns of a table.
///
/// @param signs -1 of the first, 1 of the second
/// @param days between the two
/// @param labels what is told of the server
record Sides(List<String> snapshots, List<String> signs, List<String> days, List<String> labels) {
    private static final double DAY_SECONDS = 86_400;

    /// A root's only snapshot stands for both moments where it had been started by the first; otherwise the other one
    /// could not be read, and nothing is known of the root.
    static Sides of(List<HeldSnapshot> held, Instant from, UnaryOperator<String> label) {
        Sides sides = new Sides(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<List<String>, List<Snapshot>> roots = held.stream()
                .map(HeldSnapshot::snapshot)
                .collect(Collectors.groupingBy(s -> List.of(s.server(), s.root())));
        roots.values().forEach(snapshots -> {
            Snapshot after = newest(snapshots, Instant.MAX);
            Snapshot before =
                    snapshots.stream().anyMatch(s -> !s.startedAt().isAfter(from)) ? newest(snapshots, from) : after;
            if (!before.startedAt().isAfter(from)) {
                sides.add(before, after, label.apply(after.server()));
            }
        });
        return sides;
    }

    private void add(Snapshot before, Snapshot after, String label) {
        double between = Duration.between(before.startedAt(), after.startedAt()).toMillis() / 1000.0 / DAY_SECONDS;
        String apart = Double.toString(between > 0 ? between : 1);
        add(before, "-1", apart, label);
        add(after, "1", apart, label);
    }

    private void add(Snapshot snapshot, String sign, String apart, String label) {
        snapshots.add(snapshot.id().toString());
        signs.add(sign);
        days.add(apart);
        labels.add(label);
    }

    private static Snapshot newest(List<Snapshot> snapshots, Instant by) {
        return snapshots.stream()
                .filter(s -> !s.startedAt().isAfter(by))
                .max((a, b) -> a.startedAt().compareTo(b.startedAt()))
                .orElseThrow();
    }
}
