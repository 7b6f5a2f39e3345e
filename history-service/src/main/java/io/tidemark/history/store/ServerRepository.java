package io.tidemark.history.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.server.ServerName;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// Rows of `server`.
@ApplicationScoped
class ServerRepository implements PanacheRepositoryBase<ServerEntity, String> {

    private static final String SEEN = """
            insert into server (name, first_seen_at, last_seen_at) values (:name, :at, :at)
            on conflict (name) do update set last_seen_at = greatest(server.last_seen_at, excluded.last_seen_at)
            """;

    @WithSession
    Uni<List<ServerEntity>> page(@Nullable ServerName after, int limit) {
        return find("name > ?1 order by name", after == null ? "" : after.value())
                .page(0, limit)
                .list();
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
