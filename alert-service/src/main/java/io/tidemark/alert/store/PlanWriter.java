package io.tidemark.alert.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.evaluation.Alert;
import io.tidemark.alert.evaluation.AlertStore.Step;
import io.tidemark.alert.evaluation.Change;
import io.tidemark.alert.evaluation.Occasion;
import io.tidemark.alert.evaluation.Pass;
import io.tidemark.alert.evaluation.Plan;
import io.tidemark.platform.tenant.Tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// Carries a plan out on the entities of the present session, which writes what is left in batches when
/// it ends.
record PlanWriter(Map<UUID, AlertEntity> standing, Plan plan) {

    static PlanWriter of(List<RuleEntity> rules, List<AlertEntity> standing, Step step) {
        var plan = step.plan(
                rules.stream().map(RuleEntity::toRule).toList(),
                standing.stream().map(AlertEntity::toAlert).toList());
        return new PlanWriter(standing.stream().collect(Collectors.toMap(entity -> entity.id, entity -> entity)), plan);
    }

    Pass pass() {
        return plan.pass();
    }

    /// The rows of all tenants as they are now. Of a tenant that is seen no longer there is nothing to
    /// be seen. Whom the occasion does not concern learns of the pass with the next one of the clock.
    List<PassEntity> passes(List<PassEntity> before, Occasion occasion) {
        Map<String, PassEntity> rows = new TreeMap<>();
        before.forEach(row -> rows.put(row.tenant, row));
        rows.computeIfAbsent(PassEntity.ALL, PassEntity::of);
        plan.ofTenants().keySet().forEach(tenant -> rows.computeIfAbsent(tenant.name(), PassEntity::of));
        rows.values().stream()
                .filter(row -> row.isNew() || row.tenant.equals(PassEntity.ALL) || occasion.concerns(row.tenancy()))
                .forEach(row -> row.take(of(row.tenant)));
        return List.copyOf(rows.values());
    }

    private Pass of(String tenant) {
        var all = plan.pass();
        return tenant.equals(PassEntity.ALL)
                ? all
                : plan.ofTenants()
                        .getOrDefault(new Tenant(tenant), new Pass(all.at(), 0, 0, null, all.sourceFailure()));
    }

    Uni<Void> write(AlertRepository alerts) {
        var opened = new ArrayList<AlertEntity>();
        var dropped = new ArrayList<UUID>();
        for (var change : plan.changes()) {
            switch (change) {
                case Change.Open(Alert alert) -> opened.add(AlertEntity.of(alert));
                case Change.Update(Alert alert) ->
                    Objects.requireNonNull(standing.get(alert.id())).take(alert);
                case Change.Drop(UUID id) -> dropped.add(id);
            }
        }
        return persist(alerts, opened).chain(() -> delete(alerts, dropped));
    }

    private static Uni<Void> persist(AlertRepository alerts, List<AlertEntity> opened) {
        return opened.isEmpty() ? Uni.createFrom().voidItem() : alerts.persist(opened);
    }

    private static Uni<Void> delete(AlertRepository alerts, List<UUID> dropped) {
        return dropped.isEmpty()
                ? Uni.createFrom().voidItem()
                : alerts.delete("id in ?1", dropped).replaceWithVoid();
    }
}
