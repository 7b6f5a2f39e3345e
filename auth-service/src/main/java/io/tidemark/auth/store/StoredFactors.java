package io.tidemark.auth.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.credential.SecondFactor;
import io.tidemark.auth.factor.FactorStore;
import io.tidemark.platform.store.Blocking;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

@Singleton
class StoredFactors implements FactorStore {
    private final SecondFactorRepository factors;
    private final LoneChanges alone;
    private final AuditMeter meter;

    StoredFactors(SecondFactorRepository factors, LoneChanges alone, AuditMeter meter) {
        this.factors = factors;
        this.alone = alone;
        this.meter = meter;
    }

    @Override
    public Optional<SecondFactor> find(AccountName account) {
        return Optional.ofNullable(Blocking.await(() -> factors.one(account.value())));
    }

    @Override
    public boolean take(AccountName account, long step) {
        return Blocking.await(() -> factors.take(account.value(), step)) > 0;
    }

    @Override
    public boolean takeRecovery(AccountName account, String hash, Instant at) {
        return Blocking.await(() -> factors.takeRecovery(account.value(), hash, at)) > 0;
    }

    @Override
    public boolean begin(AccountName account, byte[] sealed, Instant at, AuditEvent event) {
        return changed(() -> factors.begin(account.value(), sealed, at, event));
    }

    @Override
    public boolean confirm(AccountName account, List<String> recovery, AuditEvent event) {
        return changed(() -> factors.confirm(account.value(), recovery, event));
    }

    @Override
    public boolean remove(AccountName account, AuditEvent event) {
        return changed(() -> factors.remove(account.value(), event));
    }

    @Override
    public boolean reset(AccountName account, AuditEvent event) {
        return changed(() -> alone.made(event, e -> factors.remove(account.value(), e)));
    }

    private boolean changed(Supplier<Uni<Boolean>> change) {
        boolean changed = Blocking.await(
                () -> change.get().onFailure(KeyTransactions.Unchanged.class).recoverWithItem(false));
        meter.committed(changed ? 1 : 0);
        return changed;
    }
}
