package io.tidemark.forecast.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tidemark.forecast.upkeep.Lease;
import io.tidemark.platform.store.Blocking;
import io.tidemark.platform.store.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Duration;
import java.util.UUID;

/// Leases in PostgreSQL, by the database's clock.
@ApplicationScoped
class PanacheLease implements Lease {

    private static final String TAKE = """
            insert into lease (name, holder, held_until)
            values (:name, :holder, clock_timestamp() + :seconds * interval '1 second')
            on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until
            where lease.holder = excluded.holder or lease.held_until < clock_timestamp()
            """;

    private final UUID holder = UUID.randomUUID();

    @Override
    public boolean take(String name, Duration length) {
        return Blocking.await(() -> rows(name, length)) == 1;
    }

    private Uni<Integer> rows(String name, Duration length) {
        return TenantTransactions.asAll(() -> Panache.getSession()
                .flatMap(session -> session.createNativeQuery(TAKE)
                        .setParameter("name", name)
                        .setParameter("holder", holder)
                        .setParameter("seconds", length.toSeconds())
                        .executeUpdate()));
    }
}
