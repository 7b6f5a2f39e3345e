package io.tidemark.analytics.engine;

import io.tidemark.analytics.source.Snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Keeps sums from counting twice what two snapshots of one server both saw.
///
/// Where one root lies below another, the snapshot of the upper root is read and the lower one set aside,
/// even if it is newer, because only the upper one tells the state of everything below it at one moment.
/// The lower one is read too where the upper snapshot has nothing in that place: it is a mount point the
/// scan did not cross, an excluded folder, or was not readable.
final class Nesting {
    private final Answering answering;
    private final Holding holding;

    Nesting(Answering answering, Holding holding) {
        this.answering = answering;
        this.holding = holding;
    }

    /// Takes what is needed of the snapshots, upper roots first; lower ones are only fetched where they
    /// are read.
    void take(List<Snapshot> snapshots) {
        List<Snapshot> waiting = new ArrayList<>(snapshots);
        while (!waiting.isEmpty()) {
            List<Snapshot> uppermost = uppermost(waiting);
            holding.take(uppermost);
            Set<UUID> taken = ids(uppermost);
            waiting.removeIf(s -> taken.contains(s.id()));
            setAside(waiting);
        }
    }

    /// Takes of roots that have two snapshots both, as far as the newer one is needed.
    ///
    /// @param snapshots in the order of server, root and start
    void takeBoth(List<Snapshot> snapshots) {
        Map<List<String>, Snapshot> newer = new LinkedHashMap<>();
        snapshots.forEach(s -> newer.put(List.of(s.server(), s.root()), s));
        Set<UUID> newest = ids(newer.values());
        take(List.copyOf(newer.values()));
        Set<List<String>> read = holding.held().stream()
                .map(held -> List.of(held.snapshot().server(), held.snapshot().root()))
                .collect(Collectors.toSet());
        holding.take(snapshots.stream()
                .filter(s -> !newest.contains(s.id()) && read.contains(List.of(s.server(), s.root())))
                .toList());
    }

    private static Set<UUID> ids(Collection<Snapshot> snapshots) {
        return snapshots.stream().map(Snapshot::id).collect(Collectors.toSet());
    }

    private static List<Snapshot> uppermost(List<Snapshot> waiting) {
        Map<String, List<Snapshot>> byServer = waiting.stream().collect(Collectors.groupingBy(Snapshot::server));
        return waiting.stream()
                .filter(s ->
                        byServer.getOrDefault(s.server(), List.of()).stream().noneMatch(s::isBelow))
                .toList();
    }

    private void setAside(List<Snapshot> waiting) {
        if (waiting.isEmpty()) {
            return;
        }
        Map<String, List<HeldSnapshot>> held = holding.held().stream()
                .collect(Collectors.groupingBy(upper -> upper.snapshot().server()));
        waiting.removeIf(lower -> isCovered(lower, held.getOrDefault(lower.server(), List.of())));
    }

    private boolean isCovered(Snapshot lower, List<HeldSnapshot> ofItsServer) {
        Optional<HeldSnapshot> covering = ofItsServer.stream()
                .filter(upper -> lower.isBelow(upper.snapshot()) && contains(upper, lower.root()))
                .findFirst();
        covering.ifPresent(upper -> holding.setAside(lower, upper.snapshot()));
        return covering.isPresent();
    }

    private boolean contains(HeldSnapshot upper, String root) {
        return answering.answer(new Inside(root), List.of(upper));
    }

    /// Whether a snapshot saw anything in a folder.
    private record Inside(String folder) implements Question<Boolean> {
        @Override
        public String kind() {
            return "inside";
        }

        @Override
        public Boolean over(Ground ground) {
            return ground.folder(
                            folder,
                            row -> row.isNull("error")
                                    && row.number("total_files") + row.number("total_directories") > 0)
                    .contains(true);
        }
    }
}
