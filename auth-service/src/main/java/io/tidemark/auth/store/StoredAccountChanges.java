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
    private final LoneChanges alone;
    private final AuditMeter meter;

    StoredAccountChanges(AuditedChanges changes, LoneChanges alone, AuditMeter meter) {
        this.changes = changes;
        this.alone = alone;
        this.meter = meter;
    }

    @Override
    public Outcome add(Account account, AuditEvent event) {
        return outcome(() -> alone.made(event, e -> changes.add(account, e)));
    }

    @Override
    public Outcome replacePassword(AccountName name, String passwordHash, boolean mustChange, AuditEvent event) {
        return outcome(() -> mustChange
                ? alone.made(event, e -> changes.replacePassword(name.value(), passwordHash, true, e))
                : changes.replacePassword(name.value(), passwordHash, false, event));
    }

    @Override
    public Outcome setDisabled(AccountName name, boolean disabled, int fewest, AuditEvent event) {
        return outcome(() -> disabled
                ? alone.leaving(fewest, left -> changes.setDisabled(name.value(), true, left, event))
                : alone.made(event, e -> changes.setDisabled(name.value(), false, fewest, e)));
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
