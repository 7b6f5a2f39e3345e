package io.tidemark.history.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.backfill.Backfill;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// The sessions and transactions behind [PanacheBackfillRegister].
@ApplicationScoped
class BackfillSessions {

    private static final String COLUMNS =
            "id, source, state, done_until, read, fresh, problem, created_by, created_at, changed_at, tenant";

    private static final String NEWEST =
            "select " + COLUMNS + " from backfill order by created_at desc, id desc limit :limit";

    private static final String FIND = "select " + COLUMNS + " from backfill where id = :id";

    private static final String ADD = """
            insert into backfill (id, tenant, source, state, done_until, read, fresh, created_by, created_at, changed_at)
            values (:id, :tenant, :source, :state, :until, 0, 0, :by, :at, :at) on conflict do nothing
            """;

    private static final String UPDATE = """
            update backfill set state = :state, done_until = :until, read = :read, fresh = :fresh,
                problem = cast(:problem as text), changed_at = :at,
                claimed_until = case when :state = 'running' and state = 'running'
                    then greatest(claimed_until, cast(:at as timestamptz) + interval '10 minutes') end
            where tenant = :tenant and id = :id and state = :expected
            """;

    private static final String CLAIM = """
            update backfill set claimed_until = :until where (tenant, id) = (
                select tenant, id from backfill where state = 'running'
                    and (claimed_until is null or claimed_until < cast(:now as timestamptz))
                order by created_at, id limit 1 for update skip locked)
            returning\s""" + COLUMNS;

    @TenantTransaction
    Uni<List<Object[]>> newest(int limit) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(NEWEST, Object[].class)
                        .setParameter("limit", limit)
                        .getResultList());
    }

    @TenantTransaction
    Uni<List<Object[]>> find(UUID id) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(FIND, Object[].class)
                        .setParameter("id", id)
                        .getResultList());
    }

    @TenantTransaction
    Uni<Integer> add(Backfill backfill, String source) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(ADD)
                        .setParameter("id", backfill.id())
                        .setParameter("tenant", backfill.tenant().name())
                        .setParameter("source", source)
                        .setParameter("state", word(backfill.state()))
                        .setParameter("until", backfill.doneUntil())
                        .setParameter("by", backfill.createdBy())
                        .setParameter("at", backfill.createdAt())
                        .executeUpdate());
    }

    @TenantTransaction
    Uni<Integer> update(Backfill backfill, Backfill.State expected) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(UPDATE)
                        .setParameter("id", backfill.id())
                        .setParameter("tenant", backfill.tenant().name())
                        .setParameter("state", word(backfill.state()))
                        .setParameter("until", backfill.doneUntil())
                        .setParameter("read", backfill.read())
                        .setParameter("fresh", backfill.fresh())
                        .setParameter("problem", backfill.problem())
                        .setParameter("at", backfill.changedAt())
                        .setParameter("expected", word(expected))
                        .executeUpdate());
    }

    @TenantTransaction
    Uni<List<Object[]>> claim(Instant now, Instant until) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(CLAIM, Object[].class)
                        .setParameter("now", now)
                        .setParameter("until", until)
                        .getResultList());
    }

    private static String word(Backfill.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
