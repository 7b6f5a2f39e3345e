package io.tidemark.auth.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.auth.account.Account;
import io.tidemark.auth.audit.AccountChanges.Outcome;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.function.Function;

/// The transactions behind [StoredAccountChanges]. Each writes its audit row first: the row's lock
/// makes them one after the other, so what they find stays true until they commit.
@ApplicationScoped
class AuditedChanges {
    private static final String OTHER_ADMINISTRATORS =
            "disabled = false and name <> ?1 and 'administrator' member of roles";

    private final AccountRepository accounts;
    private final SessionRepository sessions;
    private final AuditRepository audit;

    AuditedChanges(AccountRepository accounts, SessionRepository sessions, AuditRepository audit) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.audit = audit;
    }

    @TenantTransaction
    Uni<Outcome> add(Account account, AuditEvent event) {
        return audit.append(List.of(event))
                .chain(() -> accounts.findById(account.name().value()))
                .chain(known -> known == null ? persist(account) : refused(Outcome.NAME_TAKEN));
    }

    @TenantTransaction
    Uni<Outcome> replacePassword(String name, String passwordHash, boolean mustChange, AuditEvent event) {
        return change(name, event, account -> {
            String former = account.passwordHash;
            account.passwordHash = passwordHash;
            account.mustChange = mustChange;
            return accounts.keepFormer(name, former, event.at()).chain(() -> ended(name, event));
        });
    }

    @TenantTransaction
    Uni<Outcome> setDisabled(String name, boolean disabled, int fewest, AuditEvent event) {
        return change(
                name,
                event,
                account -> disabled && account.roles.contains("administrator")
                        ? disableAdministrator(account, fewest, event)
                        : set(account, disabled, event));
    }

    private Uni<Outcome> change(String name, AuditEvent event, Function<AccountEntity, Uni<Outcome>> step) {
        return audit.append(List.of(event))
                .chain(() -> accounts.findById(name))
                .chain(account -> account == null ? refused(Outcome.NOT_FOUND) : step.apply(account));
    }

    private Uni<Outcome> disableAdministrator(AccountEntity account, int fewest, AuditEvent event) {
        return accounts.count(OTHER_ADMINISTRATORS, account.name)
                .chain(others -> others < fewest ? refused(Outcome.LAST_ADMINISTRATOR) : set(account, true, event));
    }

    private Uni<Outcome> set(AccountEntity account, boolean disabled, AuditEvent event) {
        account.disabled = disabled;
        return disabled
                ? ended(account.name, event).call(() -> sessions.revokeKeysOf(account.name, event.at()))
                : done();
    }

    /// Whoever signed in before has to sign in again.
    private Uni<Outcome> ended(String account, AuditEvent event) {
        return accounts.flush()
                .chain(() -> sessions.endAll(account, event.action(), event.at()))
                .replaceWith(Outcome.DONE);
    }

    private Uni<Outcome> persist(Account account) {
        return accounts.persist(AccountEntity.of(account)).replaceWith(Outcome.DONE);
    }

    private static Uni<Outcome> done() {
        return Uni.createFrom().item(Outcome.DONE);
    }

    /// Fails, so that the audit row is rolled back with the change that was not made.
    private static Uni<Outcome> refused(Outcome outcome) {
        return Uni.createFrom().failure(new Refused(outcome));
    }

    /// A change that was not made.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final Outcome outcome;

        Refused(Outcome outcome) {
            super(outcome.name(), null, false, false);
            this.outcome = outcome;
        }
    }
}
