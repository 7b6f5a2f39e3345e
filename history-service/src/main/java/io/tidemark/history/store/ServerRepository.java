package io.tidemark.history.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Rows of `server`.
@ApplicationScoped
class ServerRepository implements PanacheRepositoryBase<ServerEntity, String> {

    private static final String SEEN = """
            insert into server (name, first_seen_at, last_seen_at) values (:name, :at, :at)
            on conflict (name) do update set first_seen_at = coalesce(server.first_seen_at, excluded.first_seen_at),
                last_seen_at = greatest(server.last_seen_at, excluded.last_seen_at)
            """;

    private static final String REPLACE_TAGS = """
            insert into server (name, tags) values (:name, :tags)
            on conflict (name) do update set tags = excluded.tags
            """;

    private static final String CHANGE_TAGS = """
            with changes as (
                select server, set, remove
                from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(server text, set jsonb, remove text[])),
            added as (
                insert into server (name, tags) select server, cast(set as text) from changes order by server
                on conflict (name) do nothing returning name)
            update server set tags = cast((cast(server.tags as jsonb) - changes.remove) || changes.set as text)
            from changes where changes.server = server.name
            """;

    private static final String FORMER = """
            select name, tags from server
            where name in (select server from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(server text))
            order by name for update
            """;

    /// The tags of a server as they were, in JSON.
    record Former(String name, String tags) {
        static Former of(Object[] row) {
            return new Former((String) row[0], (String) row[1]);
        }
    }

    private static final String ADMIT = """
            insert into server (name, tags, enrolment) values (:name, :tags, :enrolment)
            on conflict (name) do update
                set tags = cast(cast(server.tags as jsonb) || cast(excluded.tags as jsonb) as text),
                    enrolment = excluded.enrolment
                where server.enrolment is distinct from excluded.enrolment
            """;

    @TenantTransaction
    Uni<List<ServerEntity>> page(@Nullable ServerName after, int limit) {
        return find("name > ?1 order by name", after == null ? "" : after.value())
                .page(0, limit)
                .list();
    }

    @TenantTransaction
    Uni<List<ServerEntity>> all() {
        return list("order by name");
    }

    @TenantTransaction
    Uni<@Nullable ServerEntity> find(ServerName name) {
        return findById(name.value());
    }

    @TenantTransaction
    Uni<Optional<String>> replaceTags(ServerName name, String tags) {
        return findById(name.value(), LockModeType.PESSIMISTIC_WRITE)
                .map(known -> Optional.ofNullable(known).map(row -> row.tags))
                .call(former -> getSession()
                        .flatMap(session -> session.createNativeQuery(REPLACE_TAGS)
                                .setParameter("name", name.value())
                                .setParameter("tags", tags)
                                .executeUpdate()));
    }

    @TenantTransaction
    Uni<Integer> admit(ServerName name, String enrolment, String tags) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(ADMIT)
                        .setParameter("name", name.value())
                        .setParameter("enrolment", enrolment)
                        .setParameter("tags", tags)
                        .executeUpdate());
    }

    /// @param rows JSON, a list of server, set and remove
    @TenantTransaction
    Uni<List<Former>> changeTags(String rows) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(FORMER, Object[].class)
                        .setParameter("rows", rows)
                        .getResultList()
                        .call(former -> session.createNativeQuery(CHANGE_TAGS)
                                .setParameter("rows", rows)
                                .executeUpdate()))
                .map(former -> former.stream().map(Former::of).toList());
    }

    /// Part of the caller's transaction.
    Uni<Integer> seen(ServerName name, Instant at) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(SEEN)
                        .setParameter("name", name.value())
                        .setParameter("at", at)
                        .executeUpdate());
    }
}
