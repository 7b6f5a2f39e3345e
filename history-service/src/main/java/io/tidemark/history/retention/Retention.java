package io.tidemark.history.retention;

import io.tidemark.history.delta.DeltaLog;
import io.tidemark.history.retention.RetentionPlan.Step;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.history.snapshot.SnapshotRegister.Filter;
import io.tidemark.history.snapshot.SnapshotRegister.Place;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Makes the plan for a server from all that is known of its snapshots. Calls block.
public final class Retention {

    private static final int PAGE = 1000;

    private final SnapshotRegister register;
    private final DeltaLog deltas;
    private final HoldRegister holds;
    private final RetentionLog log;

    public Retention(SnapshotRegister register, DeltaLog deltas, HoldRegister holds, RetentionLog log) {
        this.register = register;
        this.deltas = deltas;
        this.holds = holds;
        this.log = log;
    }

    /// By root, then in the order of the scans.
    public RetentionPlan plan(ServerName server, Rules rules, Instant now) {
        Map<SnapshotId, Double> shares = deltas.sharesOf(server);
        Set<SnapshotId> held = holds.held(server);
        Set<SnapshotId> keptWhole = log.keptWhole(server);
        RetentionPlanner planner = new RetentionPlanner(rules, now);
        List<Step> steps = new ArrayList<>();
        byRoot(server).forEach((root, snapshots) -> {
            Map<SnapshotId, Instant> starts = new HashMap<>();
            snapshots.forEach(one -> starts.put(one.id(), one.startedAt()));
            List<Candidate> candidates = snapshots.stream()
                    .map(one -> Candidate.of(
                            one,
                            shares.getOrDefault(one.id(), 0.0),
                            held.contains(one.id()),
                            keptWhole.contains(one.id())))
                    .toList();
            planner.plan(candidates)
                    .forEach(
                            operation -> steps.add(Step.of(root, starts.getOrDefault(operation.id(), now), operation)));
        });
        return RetentionPlan.of(server, now, steps);
    }

    private Map<String, List<Snapshot>> byRoot(ServerName server) {
        List<Snapshot> all = new ArrayList<>();
        Filter filter = new Filter(server.value(), null);
        @Nullable Place behind = null;
        List<Snapshot> page = register.page(filter, behind, PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            behind = new Place(page.getLast().startedAt(), page.getLast().id());
            page = register.page(filter, behind, PAGE);
        }
        return all.stream().collect(Collectors.groupingBy(Snapshot::root, TreeMap::new, Collectors.toList()));
    }
}
