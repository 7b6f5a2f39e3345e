package io.tidemark.auth.store;

import io.tidemark.auth.token.SealedKey;
import io.tidemark.auth.token.SealedKeys;
import io.tidemark.platform.store.Blocking;
import io.tidemark.platform.tenant.PresentTenancy;
import jakarta.inject.Singleton;
import org.hibernate.exception.ConstraintViolationException;

import java.util.List;

@Singleton
class StoredKeys implements SealedKeys {
    private final SigningKeyRepository keys;
    private final AuditMeter meter;

    StoredKeys(SigningKeyRepository keys, AuditMeter meter) {
        this.keys = keys;
        this.meter = meter;
    }

    @Override
    public List<SealedKey> all() {
        return Blocking.await(keys::oldestFirst).stream()
                .map(SigningKeyEntity::toKey)
                .toList();
    }

    /// The database refuses a second one that follows the same key; that other one is as good.
    @Override
    public void add(SealedKey key) {
        boolean added = PresentTenancy.asAll(() -> Blocking.await(() -> keys.add(key)
                .replaceWith(true)
                .onFailure(ConstraintViolationException.class)
                .recoverWithItem(false)));
        if (added) {
            meter.committed(1);
        }
    }

    @Override
    public void remove(SealedKey key) {
        PresentTenancy.asAll(() -> Blocking.await(() -> keys.remove(key)));
        meter.committed(1);
    }
}
