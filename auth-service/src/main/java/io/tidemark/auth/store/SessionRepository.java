package io.tidemark.auth.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.auth.token.TokenSigner;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Sessions, and what must not be accepted any more once they are ended. Ending joins the caller's
/// transaction.
@ApplicationScoped
class SessionRepository implements PanacheRepositoryBase<SessionEntity, UUID> {
    /// The clocks of services may be behind a little.
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final String REVOKE =
            "insert into revocation (id, good_until) values (:id, :until) on conflict (id) do nothing";
    private static final String REVOKE_ALL = "insert into revocation (id, good_until)"
            + " select cast(id as text), cast(:until as timestamptz) from session"
            + " where account = :account and ended_at is null on conflict (id) do nothing";
    private static final String REVOKE_KEYS = "insert into revocation (id, good_until)"
            + " select id, cast(:until as timestamptz) from api_key where account = :account and ended_at is null"
            + " on conflict (id) do update set good_until = excluded.good_until";
    private static final String END_ALL_OF = "update session set ended_at = :at, end_reason = :reason"
            + " where tenant_of(account) = :tenant and ended_at is null";
    private static final String REVOKED = "select id from revocation where good_until > :now order by id";

    @TenantTransaction
    Uni<List<SessionEntity>> openOf(String account, Instant now, Instant usedAfter) {
        return list(
                "account = ?1 and endedAt is null and endsAt > ?2 and usedAt > ?3 order by beganAt desc",
                account,
                now,
                usedAfter);
    }

    Uni<Integer> end(UUID id, String reason, Instant at) {
        return update("endedAt = ?1, endReason = ?2 where id = ?3 and endedAt is null", at, reason, id)
                .chain(ended -> ended == 0 ? Uni.createFrom().item(0) : revoke(id.toString(), at));
    }

    Uni<Integer> endAll(String account, String reason, Instant at) {
        return getSession()
                .chain(s -> s.createNativeQuery(REVOKE_ALL)
                        .setParameter("account", account)
                        .setParameter("until", goodUntil(at))
                        .executeUpdate())
                .chain(() -> update(
                        "endedAt = ?1, endReason = ?2 where account = ?3 and endedAt is null", at, reason, account));
    }

    /// Ends the sessions of all accounts of a tenant; their tokens are revoked by the tenant's mark.
    Uni<Integer> endAllOf(String tenant, String reason, Instant at) {
        return getSession()
                .chain(s -> s.createNativeQuery(END_ALL_OF)
                        .setParameter("tenant", tenant)
                        .setParameter("reason", reason)
                        .setParameter("at", at)
                        .executeUpdate());
    }

    /// Tokens that were given for keys of this account are good no more. The keys stay.
    Uni<Integer> revokeKeysOf(String account, Instant at) {
        return getSession()
                .chain(s -> s.createNativeQuery(REVOKE_KEYS)
                        .setParameter("account", account)
                        .setParameter("until", goodUntil(at))
                        .executeUpdate());
    }

    /// @return 1
    Uni<Integer> revoke(String id, Instant at) {
        return getSession()
                .chain(s -> s.createNativeQuery(REVOKE)
                        .setParameter("id", id)
                        .setParameter("until", goodUntil(at))
                        .executeUpdate())
                .replaceWith(1);
    }

    @TenantTransaction
    Uni<List<String>> revoked(Instant now) {
        return getSession()
                .chain(s -> s.createNativeQuery(REVOKED, String.class)
                        .setParameter("now", now)
                        .getResultList());
    }

    Uni<Integer> forgetRevoked(Instant now) {
        return getSession()
                .chain(s -> s.createNativeQuery("delete from revocation where good_until <= :now")
                        .setParameter("now", now)
                        .executeUpdate());
    }

    private static Instant goodUntil(Instant at) {
        return at.plus(TokenSigner.LIFETIME).plus(MARGIN);
    }
}
