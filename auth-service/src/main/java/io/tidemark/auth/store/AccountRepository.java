package io.tidemark.auth.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// Reads accounts. Writes go through [AuditedChanges].
@ApplicationScoped
class AccountRepository implements PanacheRepositoryBase<AccountEntity, String> {
    @WithSession
    Uni<@Nullable AccountEntity> one(String name) {
        return findById(name);
    }

    @WithSession
    Uni<List<AccountEntity>> byName(String after, int limit) {
        return find("name > ?1 order by name", after).page(0, limit).list();
    }

    @WithSession
    Uni<Boolean> anyWith(String role) {
        return count("?1 member of roles", role).map(n -> n > 0);
    }
}
