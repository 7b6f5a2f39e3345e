package io.tidemark.alert.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import io.tidemark.alert.evaluation.Alert;
import io.tidemark.alert.evaluation.AlertFilter;
import io.tidemark.alert.evaluation.AlertStore;
import io.tidemark.alert.evaluation.Occasion;
import io.tidemark.alert.evaluation.Pass;
import io.tidemark.alert.evaluation.Phase;
import io.tidemark.alert.rule.Severity;
import io.tidemark.platform.tenant.PresentTenancy;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

@ApplicationScoped
class PanacheAlertStore implements AlertStore {

    private static final String NEWEST_FIRST = " order by since desc, id desc";

    private final AlertRepository alerts;
    private final RuleRepository rules;
    private final PassRepository passes;
    private final Sessions sessions;

    PanacheAlertStore(AlertRepository alerts, RuleRepository rules, PassRepository passes, Sessions sessions) {
        this.alerts = alerts;
        this.rules = rules;
        this.passes = passes;
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<Optional<Pass>> evaluate(Sight sight, Step step) {
        return sessions.runForAll(
                () -> Locks.tryTake(Locks.EVALUATE).chain(ours -> ours ? pass(sight, step) : nothingDone()));
    }

    private Uni<Optional<Pass>> pass(Sight sight, Step step) {
        return Furnishing.of(sight.tenants())
                .chain(() -> rules.listAll(Sort.by("id")))
                .chain(allRules -> alerts.find("phase <> ?1 or readAt >= ?2", Phase.RESOLVED, sight.readSince())
                        .list()
                        .map(standing -> PlanWriter.of(allRules, standing, step))
                        .chain(writer -> writeUnlessBehind(writer, sight.occasion())));
    }

    private Uni<Optional<Pass>> writeUnlessBehind(PlanWriter writer, Occasion occasion) {
        return passes.listAll()
                .chain(last -> last.stream().anyMatch(one -> one.isAhead(writer.pass()))
                        ? nothingDone()
                        : write(writer, last, occasion));
    }

    private Uni<Optional<Pass>> write(PlanWriter writer, List<PassEntity> last, Occasion occasion) {
        return writer.write(alerts)
                .chain(() -> passes.persist(writer.passes(last, occasion)))
                .replaceWith(Optional.of(writer.pass()));
    }

    private static Uni<Optional<Pass>> nothingDone() {
        return Uni.createFrom().item(Optional.empty());
    }

    @Override
    public CompletionStage<List<Alert>> list(AlertFilter filter, @Nullable Place after, int limit) {
        var query = new StringBuilder("1 = 1");
        var values = new HashMap<String, Object>();
        restrict(query, values, filter);
        if (after != null) {
            query.append(" and (since < :since or (since = :since and id < :id))");
            values.put("since", after.since());
            values.put("id", after.id());
        }
        query.append(NEWEST_FIRST);
        return sessions.run(() -> alerts.find(query.toString(), values)
                .page(0, limit)
                .list()
                .map(found -> found.stream().map(AlertEntity::toAlert).toList()));
    }

    private static void restrict(StringBuilder query, Map<String, Object> values, AlertFilter filter) {
        if (!filter.phases().isEmpty()) {
            query.append(" and phase in :phases");
            values.put("phases", filter.phases());
        }
        if (!filter.severities().isEmpty()) {
            query.append(" and severity in :severities");
            values.put("severities", filter.severities());
        }
        if (!filter.servers().isEmpty()) {
            query.append(" and server in :servers");
            values.put("servers", filter.servers());
        }
    }

    @Override
    public CompletionStage<Optional<Alert>> find(UUID id) {
        return sessions.run(() ->
                alerts.findById(id).map(found -> Optional.ofNullable(found).map(AlertEntity::toAlert)));
    }

    @Override
    public CompletionStage<Map<Tally, Long>> openAlerts() {
        var query = "select severity, phase, count(*) from AlertEntity where phase <> :over group by severity, phase";
        return sessions.runForAll(() -> Panache.getSession()
                .chain(session -> session.createQuery(query, Object[].class)
                        .setParameter("over", Phase.RESOLVED)
                        .getResultList())
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> new Tally((Severity) row[0], (Phase) row[1]), row -> (Long) row[2]))));
    }

    @Override
    public CompletionStage<Optional<Pass>> lastPass() {
        return sessions.run(() -> passes.findById(PresentTenancy.get().setting())
                .map(found -> Optional.ofNullable(found).map(PassEntity::toPass)));
    }

    @Override
    public CompletionStage<Long> forgetResolvedBefore(Instant time) {
        return sessions.runForAll(() -> alerts.delete("phase = ?1 and resolvedAt < ?2", Phase.RESOLVED, time));
    }
}
