package io.tidemark.history.retention;

import io.tidemark.history.retention.RetentionPlan.Step;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The record in memory, which outlives the services that use it: what one of them changed in a
/// transaction is there, and a service may die before or after.
final class MemoryRecord implements SnapshotRegister, HoldRegister, RetentionLog {

    private final Map<SnapshotId, Snapshot> snapshots = new TreeMap<>();
    private final Set<SnapshotId> held = new HashSet<>();
    private final List<StepRecord> steps = new ArrayList<>();
    private final Faults faults;
    private Runnable meanwhile = () -> {};

    MemoryRecord(Faults faults) {
        this.faults = faults;
    }

    /// What others do while a step was planned and is not marked yet.
    void meanwhile(Runnable what) {
        meanwhile = what;
    }

    void add(Snapshot snapshot) {
        snapshots.put(snapshot.id(), snapshot);
    }

    void hold(SnapshotId id) {
        if (snapshots.containsKey(id)) {
            held.add(id);
        }
    }

    Set<SnapshotId> held() {
        return Set.copyOf(held);
    }

    List<Snapshot> all() {
        return List.copyOf(snapshots.values());
    }

    List<StepRecord> steps() {
        return List.copyOf(steps);
    }

    @Override
    public StepRecord prepare(ServerName server, Step step, Asker asker, Instant at) {
        faults.here();
        StepRecord added = new StepRecord(steps.size(), server, step, asker, StepState.PREPARED, at, null);
        steps.add(added);
        meanwhile.run();
        faults.here();
        return added;
    }

    @Override
    public StepState mark(StepRecord record, Instant at) {
        faults.here();
        Step step = record.step();
        Snapshot found = snapshots.get(step.snapshotId());
        if (found == null || found.detail() != step.from().detail()) {
            return StepState.OVERTAKEN;
        }
        if (held.contains(found.id())) {
            return StepState.HELD;
        }
        if (isBase(found, step.to().detail())) {
            return StepState.UNDONE;
        }
        if (step.to() == Level.GONE) {
            snapshots.remove(found.id());
        } else {
            snapshots.put(found.id(), with(found, step.to().detail()));
        }
        set(record, StepState.REMOVING, null);
        faults.here();
        return StepState.REMOVING;
    }

    @Override
    public void end(StepRecord step, StepState how, Instant at) {
        faults.here();
        set(step, how, at);
        faults.here();
    }

    @Override
    public List<StepRecord> open() {
        return steps.stream().filter(step -> step.endedAt() == null).toList();
    }

    @Override
    public long version() {
        throw new AssertionError("retention answers no caller");
    }

    @Override
    public List<Snapshot> page(Filter filter, @Nullable Place after, int limit) {
        return snapshots.values().stream()
                .sorted(Comparator.comparing(Snapshot::startedAt)
                        .thenComparing(Snapshot::id)
                        .reversed())
                .filter(one -> after == null || one.startedAt().isBefore(after.startedAt()))
                .limit(limit)
                .toList();
    }

    @Override
    public Set<SnapshotId> held(ServerName server) {
        return held();
    }

    private void set(StepRecord record, StepState state, @Nullable Instant endedAt) {
        steps.set(
                (int) record.id(),
                new StepRecord(
                        record.id(),
                        record.server(),
                        record.step(),
                        record.asker(),
                        state,
                        record.preparedAt(),
                        endedAt));
    }

    private static Snapshot with(Snapshot one, Detail detail) {
        List<Part> left =
                one.parts().stream().filter(part -> detail.has(part.kind())).toList();
        Difference form = one.difference();
        Difference rest = form == null || detail == Detail.TOTALS
                ? null
                : new Difference(form.base(), form.description(), 0, form.directoriesBytes());
        return one.as(detail, rest, left);
    }

    @Override
    public Optional<Registered> find(SnapshotId id) {
        return Optional.ofNullable(snapshots.get(id))
                .map(one -> new Registered(one, Sha256.of(id.toString().getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public StepState differ(StepRecord record, Difference difference, List<Part> parts) {
        faults.here();
        Snapshot found = snapshots.get(record.step().snapshotId());
        Snapshot base = snapshots.get(difference.base());
        if (found == null || found.detail() != Detail.FULL || found.difference() != null) {
            return StepState.OVERTAKEN;
        }
        if (held.contains(found.id())) {
            return StepState.HELD;
        }
        if (base == null || base.detail() != Detail.FULL || base.difference() != null || isBase(found, Detail.GONE)) {
            return StepState.UNDONE;
        }
        snapshots.put(found.id(), found.as(Detail.FULL, difference, parts));
        set(record, StepState.REMOVING, null);
        faults.here();
        return StepState.REMOVING;
    }

    @Override
    public Set<SnapshotId> keptWhole(ServerName server) {
        return steps.stream()
                .filter(step -> step.state() == StepState.WHOLE)
                .map(step -> step.step().snapshotId())
                .collect(Collectors.toSet());
    }

    /// Whether something refers to it that needs more of it than `to`.
    private boolean isBase(Snapshot one, Detail to) {
        return snapshots.values().stream()
                .filter(each ->
                        each.difference() != null && each.difference().base().equals(one.id()))
                .anyMatch(each -> to.isLessThan(each.detail()));
    }

    @Override
    public void restate(SnapshotId id, @Nullable Difference form, List<Part> parts) {
        throw notAsked();
    }

    @Override
    public boolean register(Registered registered) {
        throw notAsked();
    }

    @Override
    public Optional<Snapshot> before(Snapshot snapshot) {
        throw notAsked();
    }

    @Override
    public Optional<Snapshot> newestBy(ServerName server, String root, Instant at) {
        throw notAsked();
    }

    @Override
    public List<Snapshot> latest(Filter filter) {
        throw notAsked();
    }

    @Override
    public List<Hold> of(SnapshotId id) {
        throw notAsked();
    }

    @Override
    public void place(Hold hold) {
        throw notAsked();
    }

    @Override
    public boolean lift(SnapshotId id, HoldKind kind, String by, Instant at) {
        throw notAsked();
    }

    @Override
    public List<StepRecord> page(ServerName server, @Nullable Long before, int limit) {
        throw notAsked();
    }

    @Override
    public List<StepRecord> unaudited(int limit) {
        throw notAsked();
    }

    @Override
    public void audited(Collection<StepRecord> audited, Instant at) {
        throw notAsked();
    }

    private static AssertionError notAsked() {
        return new AssertionError("carrying retention out does not ask this");
    }
}
