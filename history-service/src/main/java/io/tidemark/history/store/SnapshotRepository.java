package io.tidemark.history.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.snapshot.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.UUID;

/// Rows of `snapshot`. Every method is part of the caller's session.
@ApplicationScoped
class SnapshotRepository implements PanacheRepositoryBase<SnapshotEntity, UUID> {

    private static final String COMPARE_LATER =
            "insert into comparison_due (snapshot_id, registered_at) values (:id, :at)";

    Uni<Integer> compareLater(Snapshot snapshot) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(COMPARE_LATER)
                        .setParameter("id", snapshot.id().value())
                        .setParameter("at", snapshot.registeredAt())
                        .executeUpdate());
    }
}
