package io.tidemark.history.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotRegister.Filter;
import io.tidemark.history.snapshot.SnapshotRegister.Place;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Rows of `snapshot`. Every method is part of the caller's session.
@ApplicationScoped
class SnapshotRepository implements PanacheRepositoryBase<SnapshotEntity, UUID> {

    /// For each server and root one probe of the index `snapshot_newest_by_root`.
    private static final String LATEST = """
            with recursive roots as (
                (select server, root from snapshot order by server, root limit 1)
                union all
                select next.server, next.root from roots r cross join lateral (
                    select s.server, s.root from snapshot s where (s.server, s.root) > (r.server, r.root)
                    order by s.server, s.root limit 1) next
            )
            select newest.* from roots r cross join lateral (
                select * from snapshot s where s.server = r.server and s.root = r.root
                    and s.detail = 'full' and s.damaged_at is null
                order by s.started_at desc, s.id desc limit 1) newest
            where (cast(:server as text) is null or r.server = :server)
              and (cast(:root as text) is null or r.root = :root)
            order by newest.server, newest.root
            """;

    private static final String COMPARE_LATER =
            "insert into comparison_due (snapshot_id, registered_at) values (:id, :at)";

    Uni<List<SnapshotEntity>> page(Filter filter, @Nullable Place after, int limit) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> values = new HashMap<>();
        if (filter.server() != null) {
            conditions.add("server = :server");
            values.put("server", filter.server());
        }
        if (filter.root() != null) {
            conditions.add("root = :root");
            values.put("root", filter.root());
        }
        if (after != null) {
            conditions.add("(startedAt < :startedAt or (startedAt = :startedAt and id < :id))");
            values.put("startedAt", after.startedAt());
            values.put("id", after.id().value());
        }
        return find(String.join(" and ", conditions) + " order by startedAt desc, id desc", values)
                .page(0, limit)
                .list();
    }

    Uni<Integer> compareLater(Snapshot snapshot) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(COMPARE_LATER)
                        .setParameter("id", snapshot.id().value())
                        .setParameter("at", snapshot.registeredAt())
                        .executeUpdate());
    }

    Uni<List<SnapshotEntity>> latest(Filter filter) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(LATEST, SnapshotEntity.class)
                        .setParameter("server", filter.server())
                        .setParameter("root", filter.root())
                        .getResultList());
    }
}
