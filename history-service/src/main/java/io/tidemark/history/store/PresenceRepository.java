package io.tidemark.history.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.event.EventType;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// The marks of silent servers in `server`.
@ApplicationScoped
class PresenceRepository implements PanacheRepositoryBase<ServerEntity, String> {

    /// Rows that somebody else is changing wait for the next look, so that nobody waits for anybody in a circle.
    private static final String FALL_SILENT = """
            with silent as (
                select name from server where silent_since is null and last_seen_at < :limit
                order by name for update skip locked),
            marked as (
                update server set silent_since = :now from silent where silent.name = server.name
                returning server.name, server.last_seen_at)
            select name, last_seen_at, cast(null as timestamptz) from marked order by name
            """;

    /// The mark as it was is needed, so the row is read before it is changed.
    private static final String COME_BACK = """
            with back as (
                select name, silent_since from server where silent_since is not null and last_seen_at >= :limit
                order by name for update skip locked),
            marked as (
                update server set silent_since = null from back where back.name = server.name
                returning server.name, server.last_seen_at, back.silent_since)
            select name, last_seen_at, silent_since from marked order by name
            """;

    private static final String COUNT = """
            select case when last_seen_at is null then 'AWAITED' when last_seen_at < :limit then 'SILENT'
                else 'REPORTING' end, count(*) from server group by 1
            """;

    /// The data of an event about a server's presence.
    ///
    /// @param silentSince null where it falls silent
    private record Turn(
            String server, Instant lastSeenAt, @Nullable Instant silentSince) {}

    private final EventRepository events;

    PresenceRepository(EventRepository events) {
        this.events = events;
    }

    @TenantTransaction
    Uni<Integer> mark(Instant limit, Instant now) {
        return turns(FALL_SILENT, limit, now)
                .flatMap(silent -> turns(COME_BACK, limit, null)
                        .flatMap(back -> publish(EventType.SERVER_SILENT, silent, now)
                                .flatMap(done -> publish(EventType.SERVER_BACK, back, now))
                                .replaceWith(silent.size() + back.size())));
    }

    @TenantTransaction
    Uni<List<Object[]>> count(Instant limit) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(COUNT, Object[].class)
                        .setParameter("limit", limit)
                        .getResultList());
    }

    private Uni<List<Turn>> turns(String statement, Instant limit, @Nullable Instant now) {
        return getSession().flatMap(session -> {
            var query = session.createNativeQuery(statement, Object[].class).setParameter("limit", limit);
            return (now == null ? query : query.setParameter("now", now))
                    .getResultList()
                    .map(rows -> rows.stream().map(PresenceRepository::turn).toList());
        });
    }

    private static Turn turn(Object[] row) {
        return new Turn((String) row[0], Rows.instant(row[1]), row[2] == null ? null : Rows.instant(row[2]));
    }

    /// One event after the other: a session serves one call at a time.
    private Uni<List<Integer>> publish(EventType type, List<Turn> turns, Instant now) {
        return Multi.createFrom()
                .iterable(turns)
                .onItem()
                .transformToUniAndConcatenate(
                        turn -> events.append(type, turn.server(), new ServerName(turn.server()), now, turn))
                .collect()
                .asList();
    }
}
