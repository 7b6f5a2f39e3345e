package io.tidemark.history.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/// Leases in PostgreSQL, by the clocks of the replicas.
@ApplicationScoped
class LeaseRepository {

    private static final String TAKE = """
            insert into lease (name, holder, held_until) values (:name, :holder, :until)
            on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until
            where lease.holder = excluded.holder or lease.held_until < :now
            """;
    private static final String GIVE_BACK = "delete from lease where name = :name and holder = :holder";

    private final SnapshotRepository sessions;
    private final InstantSource clock;
    private final String holder = UUID.randomUUID().toString();

    LeaseRepository(SnapshotRepository sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @TenantTransaction
    Uni<Integer> take(String name, Duration length) {
        Instant now = clock.instant();
        return sessions.getSession()
                .flatMap(session -> session.createNativeQuery(TAKE)
                        .setParameter("name", name)
                        .setParameter("holder", holder)
                        .setParameter("until", now.plus(length))
                        .setParameter("now", now)
                        .executeUpdate());
    }

    @TenantTransaction
    Uni<Integer> giveBack(String name) {
        return sessions.getSession()
                .flatMap(session -> session.createNativeQuery(GIVE_BACK)
                        .setParameter("name", name)
                        .setParameter("holder", holder)
                        .executeUpdate());
    }
}
