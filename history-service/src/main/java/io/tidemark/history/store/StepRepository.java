package io.tidemark.history.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.retention.StepState;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Rows of `retention_step`.
@ApplicationScoped
class StepRepository implements PanacheRepositoryBase<StepEntity, Long> {

    @TenantTransaction
    Uni<StepEntity> add(StepEntity row) {
        return persistAndFlush(row);
    }

    /// Part of the caller's transaction.
    Uni<Integer> removing(long id) {
        return update(
                "state = ?1 where id = ?2 and state = ?3", StepState.REMOVING.word(), id, StepState.PREPARED.word());
    }

    @TenantTransaction
    Uni<Integer> end(long id, StepState how, Instant at) {
        return update("state = ?1, endedAt = ?2 where id = ?3 and endedAt is null", how.word(), at, id);
    }

    @TenantTransaction
    Uni<List<StepEntity>> open() {
        return list("endedAt is null order by id");
    }

    @TenantTransaction
    Uni<List<StepEntity>> page(ServerName server, @Nullable Long before, int limit) {
        return find(
                        "server = ?1 and number < ?2 order by number desc",
                        server.value(),
                        before == null ? Long.MAX_VALUE : before)
                .page(0, limit)
                .list();
    }

    @TenantTransaction
    Uni<List<StepEntity>> unaudited(int limit) {
        return find("endedAt is not null and auditedAt is null and state = ?1 order by id", StepState.DONE.word())
                .page(0, limit)
                .list();
    }

    @TenantTransaction
    Uni<List<UUID>> keptWhole(ServerName server) {
        return find("server = ?1 and state = ?2", server.value(), StepState.WHOLE.word())
                .list()
                .map(rows -> rows.stream().map(row -> row.snapshotId).toList());
    }

    @TenantTransaction
    Uni<Integer> audited(List<Long> ids, Instant at) {
        return update("auditedAt = ?1 where id in ?2", at, ids);
    }
}
