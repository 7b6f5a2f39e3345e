package io.tidemark.auth.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.auth.credential.KeyHolder;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rows of keys. What changes more than their last use goes through [KeyTransactions].
@ApplicationScoped
class ApiKeyRepository implements PanacheRepositoryBase<ApiKeyEntity, String> {
    private static final String GOOD =
            "kind = ?1 and holder = ?2 and endedAt is null" + " and (expiresAt is null or expiresAt > ?3)";

    @TenantTransaction
    Uni<@Nullable ApiKeyEntity> one(String id) {
        return findById(id);
    }

    @TenantTransaction
    Uni<Integer> used(String id, Instant at, String address, Instant unlessAfter) {
        return update(
                "lastUsedAt = ?1, lastUsedFrom = ?2 where id = ?3 and (lastUsedAt is null or lastUsedAt <= ?4)",
                at,
                address,
                id,
                unlessAfter);
    }

    @TenantTransaction
    Uni<List<ApiKeyEntity>> byId(Optional<KeyHolder> holder, String after, int limit) {
        return holder.map(h -> find(
                        "kind = ?1 and holder = ?2 and id > ?3 order by id",
                        h.kind().toString(),
                        h.name(),
                        after))
                .orElseGet(() -> find("id > ?1 order by id", after))
                .page(0, limit)
                .list();
    }

    /// Joins the caller's transaction.
    Uni<@Nullable ApiKeyEntity> locked(String id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /// Those of somebody that open something, within the caller's transaction.
    Uni<List<ApiKeyEntity>> good(KeyHolder holder, Instant now) {
        return find(GOOD, holder.kind().toString(), holder.name(), now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }
}
