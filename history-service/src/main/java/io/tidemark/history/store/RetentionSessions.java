package io.tidemark.history.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.history.event.EventType;
import io.tidemark.history.retention.RetentionPlan.Step;
import io.tidemark.history.retention.StepRecord;
import io.tidemark.history.retention.StepState;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartKind;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/// The transaction in which the record comes to know less of a snapshot.
@ApplicationScoped
class RetentionSessions {

    /// Whoever places a hold locks the same row: one of the two comes first and the other sees what it
    /// did.
    private static final String LOCK = "select detail from snapshot where id = :id for update";

    private static final String HOLDS =
            "select count(*) from snapshot_hold where snapshot_id = :id and lifted_at is null";
    private static final String REMOVE = "delete from snapshot where id = :id";

    /// A base goes no further than what refers to it.
    private static final String NEED_IT = """
            select count(*) from snapshot where base_id = :id
                and (detail = 'full' and :to <> 'full' or detail = 'directories' and :to in ('totals', 'gone'))
            """;
    private static final String REDUCE = """
            update snapshot set detail = :to, checked_at = null,
                base_id = case when :to = 'directories' then base_id end,
                difference_sha256 = case when :to = 'directories' then difference_sha256 end,
                difference_entries_bytes = case when :to = 'directories' and base_id is not null then 0 end,
                difference_directories_bytes = case when :to = 'directories' then difference_directories_bytes end
            where id = :id
            """;

    /// Whether the snapshot can be kept as a difference of the base, which nobody takes away meanwhile.
    private static final String FIT = """
            select base.id from snapshot base join snapshot s on s.id = :id
            where base.id = :base and base.server = s.server and base.root = s.root
                and base.detail = 'full' and base.base_id is null and base.damaged_at is null
                and s.damaged_at is null and not exists (select from snapshot d where d.base_id = s.id)
            for share of base
            """;
    private static final String WHOLE = "select count(*) from snapshot where id = :id and base_id is null";

    private static final String REMOVE_PARTS =
            "delete from snapshot_part where snapshot_id = :id and split_part(file, '-', 1) in (:kinds)";

    /// What readers of the event learn; `to` is `gone` where nothing is left.
    record Lessened(SnapshotId id, ServerName server, String root, Detail from, Detail to, String reason) {
        static Lessened of(StepRecord record) {
            Step step = record.step();
            return new Lessened(
                    step.snapshotId(),
                    record.server(),
                    step.root(),
                    step.from().detail(),
                    step.to().detail(),
                    step.reason());
        }
    }

    private final SnapshotRepository snapshots;
    private final SnapshotForms forms;
    private final StepRepository steps;
    private final EventRepository events;

    RetentionSessions(SnapshotRepository snapshots, SnapshotForms forms, StepRepository steps, EventRepository events) {
        this.snapshots = snapshots;
        this.forms = forms;
        this.steps = steps;
        this.events = events;
    }

    @TenantTransaction
    Uni<StepState> mark(StepRecord record, Instant at) {
        Step step = record.step();
        String to = step.to().detail().word();
        return ifStillThere(
                record,
                () -> count(NEED_IT, step.snapshotId(), Map.of("to", to))
                        .flatMap(need -> need > 0
                                ? Uni.createFrom().item(StepState.UNDONE)
                                : removing(record, () -> take(record, at))));
    }

    @TenantTransaction
    Uni<StepState> differ(StepRecord record, Difference difference, List<Part> parts) {
        SnapshotId id = record.step().snapshotId();
        return ifStillThere(
                record,
                () -> count(WHOLE, id, Map.of())
                        .flatMap(whole -> whole == 0
                                ? Uni.createFrom().item(StepState.OVERTAKEN)
                                : ifItFits(record, difference, parts)));
    }

    private Uni<StepState> ifItFits(StepRecord record, Difference difference, List<Part> parts) {
        SnapshotId id = record.step().snapshotId();
        return snapshots
                .getSession()
                .flatMap(session -> session.createNativeQuery(FIT, UUID.class)
                        .setParameter("id", id.value())
                        .setParameter("base", difference.base().value())
                        .getResultList())
                .flatMap(fit -> fit.isEmpty()
                        ? Uni.createFrom().item(StepState.UNDONE)
                        : removing(record, () -> forms.restate(id, difference, parts)));
    }

    private Uni<StepState> ifStillThere(StepRecord record, Supplier<Uni<StepState>> unlessHeld) {
        Step step = record.step();
        return detail(step.snapshotId())
                .flatMap(found -> found.equals(List.of(step.from().detail().word()))
                        ? count(HOLDS, step.snapshotId(), Map.of())
                                .flatMap(holds -> holds > 0 ? Uni.createFrom().item(StepState.HELD) : unlessHeld.get())
                        : Uni.createFrom().item(StepState.OVERTAKEN));
    }

    /// A step that another replica has ended meanwhile, for this one took too long, takes nothing.
    private Uni<StepState> removing(StepRecord record, Supplier<Uni<Integer>> change) {
        return steps.removing(record.id())
                .flatMap(rows -> rows == 0
                        ? Uni.createFrom().item(StepState.OVERTAKEN)
                        : change.get().replaceWith(StepState.REMOVING));
    }

    /// The event last: from there on other publishers wait for this transaction.
    private Uni<Integer> take(StepRecord record, Instant at) {
        Step step = record.step();
        return lessen(step)
                .flatMap(done -> events.append(
                        EventType.SNAPSHOT_REDUCED,
                        step.snapshotId().toString(),
                        record.server(),
                        at,
                        Lessened.of(record)));
    }

    private Uni<Integer> lessen(Step step) {
        UUID id = step.snapshotId().value();
        Detail to = step.to().detail();
        if (to == Detail.GONE) {
            return snapshots
                    .getSession()
                    .flatMap(session -> session.createNativeQuery(REMOVE)
                            .setParameter("id", id)
                            .executeUpdate());
        }
        List<String> kinds = Arrays.stream(PartKind.values())
                .filter(kind -> !to.has(kind))
                .map(PartKind::word)
                .toList();
        return snapshots
                .getSession()
                .flatMap(session -> session.createNativeQuery(REMOVE_PARTS)
                        .setParameter("id", id)
                        .setParameter("kinds", kinds)
                        .executeUpdate()
                        .flatMap(removed -> session.createNativeQuery(REDUCE)
                                .setParameter("to", to.word())
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

    private Uni<Long> count(String query, SnapshotId id, Map<String, Object> more) {
        return snapshots.getSession().flatMap(session -> {
            Mutiny.SelectionQuery<Long> asked =
                    session.createNativeQuery(query, Long.class).setParameter("id", id.value());
            more.forEach(asked::setParameter);
            return asked.getSingleResult();
        });
    }
}
