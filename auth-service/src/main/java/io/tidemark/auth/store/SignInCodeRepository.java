package io.tidemark.auth.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.auth.outside.SignInCode;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// The rows behind [StoredSignInCodes].
@ApplicationScoped
class SignInCodeRepository implements PanacheRepositoryBase<SignInCodeEntity, String> {
    private static final String KEEP = "insert into sign_in_code"
            + " (hash, state, account, redirect, challenge, with_code, expires_at)"
            + " values (:hash, :state, :account, :redirect, :challenge, :withCode, :expiresAt)"
            + " on conflict do nothing";

    @TenantTransaction
    Uni<Integer> keep(SignInCode code) {
        return getSession()
                .chain(s -> s.createNativeQuery(KEEP)
                        .setParameter("hash", code.hash())
                        .setParameter("state", code.state())
                        .setParameter("account", code.account().value())
                        .setParameter("redirect", code.redirect())
                        .setParameter("challenge", code.challenge())
                        .setParameter("withCode", code.withCode())
                        .setParameter("expiresAt", code.expiresAt())
                        .executeUpdate());
    }

    @TenantTransaction
    Uni<@Nullable SignInCodeEntity> one(String hash) {
        return findById(hash);
    }

    @TenantTransaction
    Uni<Integer> take(String hash, Instant at) {
        return update("redeemedAt = ?1 where hash = ?2 and redeemedAt is null", at, hash);
    }

    @TenantTransaction
    Uni<Integer> redeemed(String hash, UUID session) {
        return update("session = ?1 where hash = ?2", session, hash);
    }

    @TenantTransaction
    Uni<Long> forget(Instant before) {
        return delete("expiresAt < ?1", before);
    }
}
