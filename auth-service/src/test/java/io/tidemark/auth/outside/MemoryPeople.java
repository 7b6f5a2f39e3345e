package io.tidemark.auth.outside;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.right.GroupName;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Keeps people from outside in memory; all groups exist.
final class MemoryPeople implements OutsideStore {
    final Map<String, Account> accounts = new HashMap<>();
    final Map<AccountName, Set<GroupName>> groups = new HashMap<>();

    @Override
    public Optional<Account> find(String issuer, String subject) {
        return Optional.ofNullable(accounts.get(issuer + " " + subject));
    }

    @Override
    public boolean add(Account account, String issuer, String subject, AuditEvent event) {
        boolean taken = accounts.values().stream().anyMatch(a -> a.name().equals(account.name()));
        return !taken && accounts.putIfAbsent(issuer + " " + subject, account) == null;
    }

    @Override
    public Set<GroupName> groupsOf(AccountName account, Set<GroupName> of) {
        Set<GroupName> found = new HashSet<>(groups.getOrDefault(account, Set.of()));
        found.retainAll(of);
        return found;
    }

    @Override
    public void setGroups(AccountName account, Set<GroupName> governed, Set<GroupName> wanted, AuditEvent event) {
        groups.put(account, wanted);
    }

    @Override
    public Set<GroupName> existing(Set<GroupName> names) {
        return names;
    }
}
