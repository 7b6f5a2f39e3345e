package io.tidemark.auth.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.token.SealedKey;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Instant;
import java.util.List;

/// The rows behind [StoredKeys]. Each change writes its audit row first: the row's lock makes them one after the other.
@ApplicationScoped
class SigningKeyRepository implements PanacheRepositoryBase<SigningKeyEntity, String> {
    private final AuditRepository audit;

    SigningKeyRepository(AuditRepository audit) {
        this.audit = audit;
    }

    @TenantTransaction
    Uni<List<SigningKeyEntity>> oldestFirst() {
        return list("order by signsFrom");
    }

    @TenantTransaction
    Uni<Void> add(SealedKey key) {
        return audit.append(List.of(event("publish-signing-key", key)))
                .chain(() -> persist(SigningKeyEntity.of(key)))
                .replaceWithVoid();
    }

    @TenantTransaction
    Uni<Void> remove(SealedKey key) {
        return audit.append(List.of(event("retire-signing-key", key)))
                .chain(() -> deleteById(key.id()))
                .replaceWithVoid();
    }

    private static AuditEvent event(String action, SealedKey key) {
        String when = "signs from " + key.signsFrom();
        return AuditEvent.own(Instant.now(), action, AuditEvent.OWN_SERVICE, "local", when, "key " + key.id());
    }
}
