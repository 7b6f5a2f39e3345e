package io.tidemark.history.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.history.event.EventBell;
import io.tidemark.history.retention.Asker;
import io.tidemark.history.retention.RetentionLog;
import io.tidemark.history.retention.RetentionPlan.Step;
import io.tidemark.history.retention.StepRecord;
import io.tidemark.history.retention.StepState;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.platform.store.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Steps of retention in PostgreSQL.
@ApplicationScoped
class PanacheRetentionLog implements RetentionLog {

    private final StepRepository steps;
    private final RetentionSessions sessions;
    private final EventBell bell;

    PanacheRetentionLog(StepRepository steps, RetentionSessions sessions, EventBell bell) {
        this.steps = steps;
        this.sessions = sessions;
        this.bell = bell;
    }

    @Override
    public StepRecord prepare(ServerName server, Step step, Asker asker, Instant at) {
        return Blocking.await(() -> steps.add(StepEntity.of(server, step, asker, at)))
                .toRecord();
    }

    @Override
    public StepState mark(StepRecord step, Instant at) {
        StepState marked = Blocking.await(() -> sessions.mark(step, at));
        bell.ring();
        return marked;
    }

    @Override
    public StepState differ(StepRecord step, Difference difference, List<Part> parts) {
        return Blocking.await(() -> sessions.differ(step, difference, parts));
    }

    @Override
    public Set<SnapshotId> keptWhole(ServerName server) {
        return Blocking.await(() -> steps.keptWhole(server)).stream()
                .map(SnapshotId::new)
                .collect(Collectors.toSet());
    }

    @Override
    public void end(StepRecord step, StepState how, Instant at) {
        Blocking.await(() -> steps.end(step.id(), how, at));
    }

    @Override
    public List<StepRecord> open() {
        return records(steps::open);
    }

    @Override
    public List<StepRecord> page(ServerName server, @Nullable Long before, int limit) {
        return Blocking.await(() -> steps.page(server, before, limit)).stream()
                .map(StepEntity::toNumbered)
                .toList();
    }

    @Override
    public List<StepRecord> unaudited(int limit) {
        return records(() -> steps.unaudited(limit));
    }

    @Override
    public void audited(Collection<StepRecord> audited, Instant at) {
        List<Long> ids = audited.stream().map(StepRecord::id).toList();
        Blocking.await(() -> steps.audited(ids, at));
    }

    private static List<StepRecord> records(Supplier<Uni<List<StepEntity>>> query) {
        return Blocking.await(query).stream().map(StepEntity::toRecord).toList();
    }
}
