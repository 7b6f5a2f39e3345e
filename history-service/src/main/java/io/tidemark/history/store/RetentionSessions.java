package io.tidemark.history.store;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.event.EventType;
import io.tidemark.history.retention.RetentionPlan.Step;
import io.tidemark.history.retention.StepRecord;
import io.tidemark.history.retention.StepState;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.PartKind;
import io.tidemark.history.snapshot.SnapshotId;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// The transaction in which the record comes to know less of a snapshot.
@ApplicationScoped
class RetentionSessions {

    /// Whoever places a hold locks the same row: one of the two comes first and the other sees what it did.
    private static final String LOCK = "select detail from snapshot where id = :id for update";

    private static final String HOLDS =
            "select count(*) from snapshot_hold where snapshot_id = :id and lifted_at is null";
    private static final String REMOVE = "delete from snapshot where id = :id";
    private static final String REDUCE = "update snapshot set detail = :to, checked_at = null where id = :id";
    private static final String REMOVE_PARTS =
            "delete from snapshot_part where snapshot_id = :id and split_part(file, '-', 1) in (:kinds)";

    /// What readers of the event learn; `to` is `gone` where nothing is left.
    record Lessened(SnapshotId id, ServerName server, String root, Detail from, Detail to, String reason) {
        static Lessened of(StepRecord record) {
            Step step = record.step();
            return new Lessened(step.snapshotId(), record.server(), step.root(), step.from(), step.to(), step.reason());
        }
    }

    private final SnapshotRepository snapshots;
    private final StepRepository steps;
    private final EventRepository events;

    RetentionSessions(SnapshotRepository snapshots, StepRepository steps, EventRepository events) {
        this.snapshots = snapshots;
        this.steps = steps;
        this.events = events;
    }

    @WithTransaction
    Uni<StepState> mark(StepRecord record, Instant at) {
        Step step = record.step();
        return detail(step.snapshotId())
                .flatMap(found -> found.equals(List.of(step.from().word()))
                        ? unlessHeld(record, at)
                        : Uni.createFrom().item(StepState.OVERTAKEN));
    }

    private Uni<StepState> unlessHeld(StepRecord record, Instant at) {
        return holds(record.step().snapshotId())
                .flatMap(holds -> holds > 0
                        ? Uni.createFrom().item(StepState.HELD)
                        : steps.removing(record.id()).flatMap(rows -> unlessEnded(rows, record, at)));
    }

    /// A step that another replica has ended meanwhile, for this one took too long, takes nothing.
    private Uni<StepState> unlessEnded(int rows, StepRecord record, Instant at) {
        return rows == 0
                ? Uni.createFrom().item(StepState.OVERTAKEN)
                : take(record, at).replaceWith(StepState.REMOVING);
    }

    /// The event last: from there on other publishers wait for this transaction.
    private Uni<Integer> take(StepRecord record, Instant at) {
        Step step = record.step();
        return lessen(step)
                .flatMap(done -> events.append(
                        EventType.SNAPSHOT_REDUCED, step.snapshotId().toString(), at, Lessened.of(record)));
    }

    private Uni<Integer> lessen(Step step) {
        UUID id = step.snapshotId().value();
        if (step.to() == Detail.GONE) {
            return snapshots
                    .getSession()
                    .flatMap(session -> session.createNativeQuery(REMOVE)
                            .setParameter("id", id)
                            .executeUpdate());
        }
        List<String> kinds = Arrays.stream(PartKind.values())
                .filter(kind -> !step.to().has(kind))
                .map(PartKind::word)
                .toList();
        return snapshots
                .getSession()
                .flatMap(session -> session.createNativeQuery(REMOVE_PARTS)
                        .setParameter("id", id)
                        .setParameter("kinds", kinds)
                        .executeUpdate()
                        .flatMap(removed -> session.createNativeQuery(REDUCE)
                                .setParameter("to", step.to().word())
                                .setParameter("id", id)
                                .executeUpdate()));
    }

    private Uni<List<String>> detail(SnapshotId id) {
        return snapshots
                .getSession()
                .flatMap(session -> session.createNativeQuery(LOCK, String.class)
                        .setParameter("id", id.value())
                        .getResultList());
    }

    private Uni<Long> holds(SnapshotId id) {
        return snapshots
                .getSession()
                .flatMap(session -> session.createNativeQuery(HOLDS, Long.class)
                        .setParameter("id", id.value())
                        .getSingleResult());
    }
}
