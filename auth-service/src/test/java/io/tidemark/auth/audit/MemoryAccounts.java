package io.tidemark.auth.audit;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.Accounts;
import io.tidemark.auth.account.RoleName;
import io.tidemark.platform.tenant.PresentTenancy;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Accounts and the events of their changes, in memory.
public final class MemoryAccounts implements Accounts, AccountChanges {
    public final List<AuditEvent> events = new ArrayList<>();

    private final TreeMap<String, Account> accounts = new TreeMap<>();

    /// An account that was there before.
    public void put(Account account) {
        accounts.put(account.name().value(), account);
    }

    @Override
    public Optional<Account> find(AccountName name) {
        return Optional.ofNullable(accounts.get(name.value()));
    }

    @Override
    public List<Account> list(@Nullable AccountName after, int limit) {
        return accounts.tailMap(after == null ? "" : after.value(), after == null).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public boolean anyWith(RoleName role) {
        return accounts.values().stream().anyMatch(a -> a.has(role));
    }

    /// Those of the tenant that the present work is for.
    @Override
    public long enabledWith(RoleName role) {
        return accounts.values().stream()
                .filter(a -> a.has(role) && !a.disabled())
                .filter(a -> PresentTenancy.get().contains(a.name().value()))
                .count();
    }

    @Override
    public List<String> formerHashes(AccountName name) {
        return List.of();
    }

    @Override
    public void rehash(AccountName name, String hash, String replacement) {
        find(name)
                .filter(a -> a.passwordHash().equals(hash))
                .ifPresent(a -> put(new Account(name, replacement, a.roles(), a.disabled(), a.createdAt())));
    }

    @Override
    public Outcome add(Account account, AuditEvent event) {
        if (accounts.containsKey(account.name().value())) {
            return Outcome.NAME_TAKEN;
        }
        return change(account, event);
    }

    @Override
    public Outcome replacePassword(AccountName name, String passwordHash, boolean mustChange, AuditEvent event) {
        return find(name)
                .map(a -> change(new Account(name, passwordHash, a.roles(), a.disabled(), a.createdAt()), event))
                .orElse(Outcome.NOT_FOUND);
    }

    @Override
    public Outcome setDisabled(AccountName name, boolean disabled, int fewest, AuditEvent event) {
        return find(name)
                .map(a -> change(new Account(name, a.passwordHash(), a.roles(), disabled, a.createdAt()), event))
                .orElse(Outcome.NOT_FOUND);
    }

    private Outcome change(Account account, AuditEvent event) {
        put(account);
        events.add(event);
        return Outcome.DONE;
    }
}
