package io.tidemark.history.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.history.content.Damage;
import io.tidemark.history.event.EventType;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The sessions and transactions behind [PanacheDamageLog].
@ApplicationScoped
class DamageSessions {

    private static final String MANIFEST = "manifest.json";

    /// Retention may have taken a file a moment before it was missed.
    private static final String STILL_THERE = """
            select s.damaged_at is not null from snapshot s where s.id = :id and (:manifest or exists (
                select 1 from snapshot_part p where p.snapshot_id = s.id and p.file in (:files))) for update of s
            """;

    /// Read last at the time of the finding, so that the scrub goes on with others.
    private static final String DAMAGED =
            "update snapshot set damaged_at = coalesce(damaged_at, :at), checked_at = :at where id = :id";

    private static final String WAS_DAMAGED = "select damaged_at is not null from snapshot where id = :id for update";
    private static final String SOUND = "update snapshot set damaged_at = null, checked_at = :at where id = :id";
    private static final String LONGEST_UNREAD = """
            select id from snapshot where checked_at is null or checked_at < :before
            order by checked_at nulls first, id limit 1
            """;
    private static final String COUNT = "select count(*) from snapshot where damaged_at is not null";

    /// What readers of the events learn.
    record Found(SnapshotId id, ServerName server, String root, List<Damage> damages) {}

    private final SnapshotRepository snapshots;
    private final EventRepository events;

    DamageSessions(SnapshotRepository snapshots, EventRepository events) {
        this.snapshots = snapshots;
        this.events = events;
    }

    @TenantTransaction
    Uni<Boolean> damaged(Snapshot snapshot, List<Damage> damages, Instant at) {
        List<String> files = damages.stream().map(Damage::file).toList();
        return snapshots
                .getSession()
                .flatMap(session -> session.createNativeQuery(STILL_THERE, Boolean.class)
                        .setParameter("id", snapshot.id().value())
                        .setParameter("manifest", files.contains(MANIFEST))
                        .setParameter("files", files)
                        .getResultList())
                .flatMap(found -> found.isEmpty()
                        ? Uni.createFrom().item(false)
                        : mark(DAMAGED, snapshot.id(), at)
                                .flatMap(rows -> found.getFirst()
                                        ? Uni.createFrom().item(rows)
                                        : tell(EventType.SNAPSHOT_DAMAGED, snapshot, damages, at))
                                .replaceWith(true));
    }

    @TenantTransaction
    Uni<Boolean> sound(Snapshot snapshot, Instant at) {
        return snapshots
                .getSession()
                .flatMap(session -> session.createNativeQuery(WAS_DAMAGED, Boolean.class)
                        .setParameter("id", snapshot.id().value())
                        .getResultList())
                .flatMap(found -> mark(SOUND, snapshot.id(), at)
                        .flatMap(rows -> found.contains(true)
                                ? tell(EventType.SNAPSHOT_REPAIRED, snapshot, List.of(), at)
                                        .replaceWith(true)
                                : Uni.createFrom().item(false)));
    }

    @TenantTransaction
    Uni<List<UUID>> longestUnread(Instant before) {
        return snapshots
                .getSession()
                .flatMap(session -> session.createNativeQuery(LONGEST_UNREAD, UUID.class)
                        .setParameter("before", before)
                        .getResultList());
    }

    @TenantTransaction
    Uni<Long> count() {
        return snapshots
                .getSession()
                .flatMap(session -> session.createNativeQuery(COUNT, Long.class).getSingleResult());
    }

    private Uni<Integer> mark(String statement, SnapshotId id, Instant at) {
        return snapshots
                .getSession()
                .flatMap(session -> session.createNativeQuery(statement)
                        .setParameter("at", at)
                        .setParameter("id", id.value())
                        .executeUpdate());
    }

    private Uni<Integer> tell(EventType type, Snapshot snapshot, List<Damage> damages, Instant at) {
        Found found = new Found(snapshot.id(), snapshot.server(), snapshot.root(), damages);
        return events.append(type, snapshot.id().toString(), snapshot.server(), at, found);
    }
}
