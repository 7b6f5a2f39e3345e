package io.tidemark.history.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.retention.Hold;
import io.tidemark.history.retention.HoldKind;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Instant;
import java.util.List;

/// Rows of `snapshot_hold`.
@ApplicationScoped
class HoldRepository implements PanacheRepositoryBase<HoldEntity, Long> {

    private static final String PLACE = """
            insert into snapshot_hold (snapshot_id, server, kind, reason, placed_by, placed_at)
            select id, server, :kind, :reason, :by, :at from snapshot where id = :id for update
            on conflict (snapshot_id, kind) where lifted_at is null do nothing
            """;

    private static final String LIFT = """
            update snapshot_hold set lifted_by = :by, lifted_at = :at
            where snapshot_id = :id and kind = :kind and lifted_at is null
            """;

    @TenantTransaction
    Uni<List<HoldEntity>> of(SnapshotId id) {
        return list("snapshotId = ?1 order by id desc", id.value());
    }

    @TenantTransaction
    Uni<List<HoldEntity>> held(String server) {
        return list("server = ?1 and liftedAt is null", server);
    }

    @TenantTransaction
    Uni<Integer> place(Hold hold) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(PLACE)
                        .setParameter("id", hold.snapshotId().value())
                        .setParameter("kind", hold.kind().word())
                        .setParameter("reason", hold.reason())
                        .setParameter("by", hold.placedBy())
                        .setParameter("at", hold.placedAt())
                        .executeUpdate());
    }

    @TenantTransaction
    Uni<Integer> lift(SnapshotId id, HoldKind kind, String by, Instant at) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(LIFT)
                        .setParameter("id", id.value())
                        .setParameter("kind", kind.word())
                        .setParameter("by", by)
                        .setParameter("at", at)
                        .executeUpdate());
    }
}
