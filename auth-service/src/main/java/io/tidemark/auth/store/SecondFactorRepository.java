package io.tidemark.auth.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.credential.SecondFactor;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The rows behind [StoredFactors]. Whatever is on record writes its audit row first.
@ApplicationScoped
class SecondFactorRepository implements PanacheRepositoryBase<SecondFactorEntity, String> {
    private static final String LEFT = "select hash from recovery_code where account = :account and used_at is null";
    private static final String TAKE =
            "update recovery_code set used_at = :at where account = :account and hash = :hash and used_at is null";
    private static final String KEEP =
            "insert into recovery_code (account, hash)" + " select :account, unnest(string_to_array(:hashes, ' '))";

    private final AuditRepository audit;
    private final SessionRepository sessions;

    SecondFactorRepository(AuditRepository audit, SessionRepository sessions) {
        this.audit = audit;
        this.sessions = sessions;
    }

    @TenantTransaction
    Uni<@Nullable SecondFactor> one(String account) {
        return findById(account)
                .chain(found -> found == null
                        ? Uni.createFrom().nullItem()
                        : left(account)
                                .map(codes -> new SecondFactor(
                                        found.sealed, found.confirmedAt, found.lastStep, Set.copyOf(codes))));
    }

    private Uni<List<String>> left(String account) {
        return getSession()
                .chain(s -> s.createNativeQuery(LEFT, String.class)
                        .setParameter("account", account)
                        .getResultList());
    }

    @TenantTransaction
    Uni<Integer> take(String account, long step) {
        return update("lastStep = ?1 where account = ?2 and lastStep < ?1", step, account);
    }

    @TenantTransaction
    Uni<Integer> takeRecovery(String account, String hash, Instant at) {
        return getSession()
                .chain(s -> s.createNativeQuery(TAKE)
                        .setParameter("account", account)
                        .setParameter("hash", hash)
                        .setParameter("at", at)
                        .executeUpdate());
    }

    @TenantTransaction
    Uni<Boolean> begin(String account, byte[] sealed, Instant at, AuditEvent event) {
        return audit.append(List.of(event))
                .chain(() -> delete("account = ?1 and confirmedAt is null", account))
                .chain(() -> findById(account))
                .chain(found -> found != null
                        ? unchanged()
                        : persist(begun(account, sealed, at)).replaceWith(true));
    }

    private static SecondFactorEntity begun(String account, byte[] sealed, Instant at) {
        SecondFactorEntity entity = new SecondFactorEntity();
        entity.account = account;
        entity.sealed = sealed;
        entity.madeAt = at;
        return entity;
    }

    @TenantTransaction
    Uni<Boolean> confirm(String account, List<String> recovery, AuditEvent event) {
        return audit.append(List.of(event))
                .chain(() -> update("confirmedAt = ?1 where account = ?2 and confirmedAt is null", event.at(), account))
                .chain(changed -> changed == 0 ? unchanged() : keep(account, recovery));
    }

    private Uni<Boolean> keep(String account, List<String> recovery) {
        return getSession()
                .chain(s -> s.createNativeQuery(KEEP)
                        .setParameter("account", account)
                        .setParameter("hashes", String.join(" ", recovery))
                        .executeUpdate())
                .replaceWith(true);
    }

    /// Whoever signed in by the code that counts no more has to sign in again.
    @TenantTransaction
    Uni<Boolean> remove(String account, AuditEvent event) {
        return audit.append(List.of(event))
                .chain(() -> delete("account = ?1 and confirmedAt is not null", account))
                .chain(removed -> removed == 0
                        ? unchanged()
                        : sessions.endAll(account, event.action(), event.at()).replaceWith(true));
    }

    /// Fails, so that the audit row is rolled back.
    private static Uni<Boolean> unchanged() {
        return Uni.createFrom().failure(new KeyTransactions.Unchanged());
    }
}
