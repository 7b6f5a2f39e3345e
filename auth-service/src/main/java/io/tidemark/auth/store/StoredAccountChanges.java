package io.tidemark.auth.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.audit.AccountChanges;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.platform.store.Blocking;
import jakarta.inject.Singleton;

import java.util.function.Supplier;

@Singleton
class StoredAccountChanges implements AccountChanges {
    private final AuditedChanges changes;
    private final AuditMeter meter;

    StoredAccountChanges(AuditedChanges changes, AuditMeter meter) {
        this.changes = changes;
        this.meter = meter;
    }

    @Override
    public Outcome add(Account account, AuditEvent event) {
        return outcome(() -> changes.add(account, event));
    }

    @Override
    public Outcome replacePassword(AccountName name, String passwordHash, boolean mustChange, AuditEvent event) {
        return outcome(() -> changes.replacePassword(name.value(), passwordHash, mustChange, event));
    }

    @Override
    public Outcome setDisabled(AccountName name, boolean disabled, int fewest, AuditEvent event) {
        return outcome(() -> changes.setDisabled(name.value(), disabled, fewest, event));
    }

    private Outcome outcome(Supplier<Uni<Outcome>> change) {
        Outcome outcome = Blocking.await(
                () -> change.get().onFailure(AuditedChanges.Refused.class).recoverWithItem(e -> e.outcome));
        if (outcome == Outcome.DONE) {
            meter.committed(1);
        }
        return outcome;
    }
}
