package io.tidemark.history.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.history.delta.DeltaSummary;
import io.tidemark.history.delta.MassChange;
import io.tidemark.history.event.EventType;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The sessions and transactions behind [PanacheDeltaLog].
@ApplicationScoped
class DeltaSessions {

    private static final String OPEN =
            "select snapshot_id from comparison_due order by registered_at, snapshot_id limit :limit";

    private static final String SHARES = """
            select changed_share from delta where server = :server and root = :root and to_started_at < :before
            order by to_started_at desc limit :limit
            """;

    private static final String SHARES_OF = "select to_id, changed_share from delta where server = :server";

    /// Only one of two replicas that compared the same snapshot finds it due. The snapshot's row comes first, as for
    /// whoever removes it, so that the two never wait for each other in a circle.
    private static final String COMPARED = """
            with there as (select id from snapshot where id = :id for key share)
            delete from comparison_due where snapshot_id in (select id from there)
            """;

    private static final String ADD = """
            insert into delta (to_id, from_id, server, root, to_started_at, changed_share, mass_change, computed_at,
                summary)
            values (:to, :from, :server, :root, :startedAt, :share, :mass, :at, :summary)
            """;

    private final SnapshotRepository snapshots;
    private final EventRepository events;
    private final JsonText json;

    DeltaSessions(SnapshotRepository snapshots, EventRepository events, JsonText json) {
        this.snapshots = snapshots;
        this.events = events;
        this.json = json;
    }

    @TenantTransaction
    Uni<List<UUID>> open(int limit) {
        return snapshots
                .getSession()
                .flatMap(session -> session.createNativeQuery(OPEN, UUID.class)
                        .setParameter("limit", limit)
                        .getResultList());
    }

    @TenantTransaction
    Uni<List<Double>> shares(Snapshot before, int limit) {
        return snapshots
                .getSession()
                .flatMap(session -> session.createNativeQuery(SHARES, Double.class)
                        .setParameter("server", before.server().value())
                        .setParameter("root", before.root())
                        .setParameter("before", before.startedAt())
                        .setParameter("limit", limit)
                        .getResultList());
    }

    @TenantTransaction
    Uni<List<Object[]>> sharesOf(ServerName server) {
        return snapshots
                .getSession()
                .flatMap(session -> session.createNativeQuery(SHARES_OF, Object[].class)
                        .setParameter("server", server.value())
                        .getResultList());
    }

    @TenantTransaction
    Uni<Boolean> compared(SnapshotId id) {
        return snapshots
                .getSession()
                .flatMap(session -> session.createNativeQuery(COMPARED)
                        .setParameter("id", id.value())
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    @TenantTransaction
    Uni<Boolean> add(DeltaSummary delta, Optional<MassChange> mass, Instant at) {
        return compared(delta.to().id())
                .flatMap(first -> first
                        ? insert(delta, mass.isPresent(), at)
                                .flatMap(rows -> publish(mass, at))
                                .replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    private Uni<Integer> insert(DeltaSummary delta, boolean mass, Instant at) {
        String summary = json.write(delta);
        return snapshots
                .getSession()
                .flatMap(session -> session.createNativeQuery(ADD)
                        .setParameter("to", delta.to().id().value())
                        .setParameter("from", delta.from().id().value())
                        .setParameter("server", delta.server().value())
                        .setParameter("root", delta.root())
                        .setParameter("startedAt", delta.to().startedAt())
                        .setParameter("share", delta.changedShare())
                        .setParameter("mass", mass)
                        .setParameter("at", at)
                        .setParameter("summary", summary)
                        .executeUpdate());
    }

    private Uni<Integer> publish(Optional<MassChange> mass, Instant at) {
        return mass.map(found -> events.append(EventType.MASS_CHANGE, found.to().toString(), found.server(), at, found))
                .orElseGet(() -> Uni.createFrom().item(0));
    }
}
