package io.tidemark.history.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotRegister.Filter;
import io.tidemark.history.snapshot.SnapshotRegister.Place;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/// Rows of `snapshot`. Every method is part of the caller's session.
@ApplicationScoped
class SnapshotRepository implements PanacheRepositoryBase<SnapshotEntity, UUID> {

    private static final String COMPARE_LATER =
            "insert into comparison_due (snapshot_id, registered_at) values (:id, :at)";

    Uni<List<SnapshotEntity>> page(Filter filter, @Nullable Place after, int limit) {
        SnapshotSql sql = SnapshotSql.page(filter, after, limit);
        return getSession().flatMap(session -> sql.on(session).getResultList());
    }

    Uni<List<SnapshotEntity>> latest(Filter filter) {
        SnapshotSql sql = SnapshotSql.latest(filter);
        return getSession().flatMap(session -> sql.on(session).getResultList());
    }

    Uni<Long> version() {
        return getSession()
                .flatMap(session -> session.createNativeQuery("select version from snapshot_head", Long.class)
                        .getSingleResult());
    }

    Uni<Integer> compareLater(Snapshot snapshot) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(COMPARE_LATER)
                        .setParameter("id", snapshot.id().value())
                        .setParameter("at", snapshot.registeredAt())
                        .executeUpdate());
    }
}
