package io.tidemark.auth.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// Reads accounts. Writes go through [AuditedChanges].
@ApplicationScoped
class AccountRepository implements PanacheRepositoryBase<AccountEntity, String> {
    private static final String FORMER =
            "select hash from former_password where account = :account order by replaced_at desc";
    private static final String KEEP = "insert into former_password (account, replaced_at, hash)"
            + " values (:account, :at, :hash) on conflict do nothing";
    private static final String FORGET = "delete from former_password where account = :account and replaced_at not in"
            + " (select replaced_at from former_password where account = :account order by replaced_at desc limit 5)";

    @TenantTransaction
    Uni<@Nullable AccountEntity> one(String name) {
        return findById(name);
    }

    @TenantTransaction
    Uni<List<AccountEntity>> byName(String after, int limit) {
        return find("name > ?1 order by name", after).page(0, limit).list();
    }

    @TenantTransaction
    Uni<List<String>> formerHashes(String name) {
        return getSession()
                .chain(s -> s.createNativeQuery(FORMER, String.class)
                        .setParameter("account", name)
                        .getResultList());
    }

    /// Joins the caller's transaction. Keeps the hash that is about to be replaced, and forgets the
    /// oldest.
    Uni<Integer> keepFormer(String name, String hash, Instant at) {
        return getSession()
                .chain(s -> s.createNativeQuery(KEEP)
                        .setParameter("account", name)
                        .setParameter("at", at)
                        .setParameter("hash", hash)
                        .executeUpdate())
                .chain(() -> getSession())
                .chain(s -> s.createNativeQuery(FORGET)
                        .setParameter("account", name)
                        .executeUpdate());
    }

    @TenantTransaction
    Uni<Integer> rehash(String name, String hash, String replacement) {
        return update("passwordHash = ?1 where name = ?2 and passwordHash = ?3", replacement, name, hash);
    }

    @TenantTransaction
    Uni<Long> enabledWith(String role) {
        return count("disabled = false and ?1 member of roles", role);
    }

    @TenantTransaction
    Uni<Boolean> anyWith(String role) {
        return count("?1 member of roles", role).map(n -> n > 0);
    }
}
