package io.tidemark.auth.store;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.outside.OutsideStore;
import io.tidemark.auth.right.GroupName;
import io.tidemark.platform.store.Blocking;
import jakarta.inject.Singleton;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

@Singleton
class StoredOutside implements OutsideStore {
    private final OutsideRepository people;
    private final AuditMeter meter;

    StoredOutside(OutsideRepository people, AuditMeter meter) {
        this.people = people;
        this.meter = meter;
    }

    @Override
    public Optional<Account> find(String issuer, String subject) {
        return Optional.ofNullable(Blocking.await(() -> people.one(issuer, subject)))
                .map(AccountEntity::toAccount);
    }

    @Override
    public boolean add(Account account, String issuer, String subject, AuditEvent event) {
        boolean added = Blocking.await(() -> people.add(account, issuer, subject, event)
                .onFailure(KeyTransactions.Unchanged.class)
                .recoverWithItem(false));
        meter.committed(added ? 1 : 0);
        return added;
    }

    @Override
    public Set<GroupName> groupsOf(AccountName account, Set<GroupName> of) {
        return names(Blocking.await(() -> people.groupsOf(account.value(), of)));
    }

    @Override
    public Set<GroupName> existing(Set<GroupName> groups) {
        return names(Blocking.await(() -> people.existing(groups)));
    }

    @Override
    public void setGroups(AccountName account, Set<GroupName> governed, Set<GroupName> wanted, AuditEvent event) {
        Blocking.await(() -> people.setGroups(account.value(), governed, wanted, event));
        meter.committed(1);
    }

    private static Set<GroupName> names(Collection<String> texts) {
        return texts.stream().map(GroupName::new).collect(Collectors.toUnmodifiableSet());
    }
}
