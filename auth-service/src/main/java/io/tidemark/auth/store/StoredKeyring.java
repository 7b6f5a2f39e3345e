package io.tidemark.auth.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.credential.ApiKey;
import io.tidemark.auth.credential.KeyHolder;
import io.tidemark.auth.key.KeyStore;
import io.tidemark.platform.store.Blocking;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

@Singleton
class StoredKeyring implements KeyStore {
    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);

    private final ApiKeyRepository keys;
    private final KeyTransactions transactions;
    private final LoneChanges alone;
    private final AuditMeter meter;

    StoredKeyring(ApiKeyRepository keys, KeyTransactions transactions, LoneChanges alone, AuditMeter meter) {
        this.keys = keys;
        this.transactions = transactions;
        this.alone = alone;
        this.meter = meter;
    }

    @Override
    public Optional<ApiKey> find(String id) {
        return Optional.ofNullable(Blocking.await(() -> keys.one(id))).map(ApiKeyEntity::toKey);
    }

    @Override
    public void used(String id, Instant at, String address) {
        Blocking.await(() -> keys.used(id, at, address, at.minus(AT_MOST_EVERY)));
    }

    @Override
    public void add(ApiKey key, AuditEvent event) {
        Blocking.await(() -> made(key, event, e -> transactions.add(key, e)));
        meter.committed(1);
    }

    @Override
    public boolean end(String id, AuditEvent event) {
        boolean ended = Blocking.await(() -> transactions
                .end(id, event)
                .onFailure(KeyTransactions.Unchanged.class)
                .recoverWithItem(false));
        meter.committed(ended ? 1 : 0);
        return ended;
    }

    @Override
    public Outcome replace(String id, Instant until, ApiKey next, AuditEvent event) {
        Outcome outcome = Blocking.await(() -> made(next, event, e -> transactions.replace(id, until, next, e))
                .onFailure(KeyTransactions.NotReplaced.class)
                .recoverWithItem(e -> e.outcome));
        meter.committed(outcome == Outcome.DONE ? 1 : 0);
        return outcome;
    }

    /// One's own takes nobody else.
    private <T> Uni<T> made(ApiKey key, AuditEvent event, Function<AuditEvent, Uni<T>> change) {
        boolean own = key.holder().name().equals(key.createdBy());
        return own ? change.apply(event) : alone.made(event, change);
    }

    @Override
    public List<ApiKey> list(Optional<KeyHolder> holder, String after, int limit) {
        return Blocking.await(() -> keys.byId(holder, after, limit)).stream()
                .map(ApiKeyEntity::toKey)
                .toList();
    }
}
