package io.tidemark.auth.store;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

@Entity
@Table(name = "account")
class AccountEntity {
    @Id
    String name;

    @Column(name = "password_hash")
    String passwordHash;

    @Column(name = "disabled")
    boolean disabled;

    @Column(name = "must_change")
    boolean mustChange;

    @Column(name = "created_at")
    Instant createdAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "account_role", joinColumns = @JoinColumn(name = "account"))
    @Column(name = "role")
    Set<String> roles = new HashSet<>();

    static AccountEntity of(Account account) {
        AccountEntity entity = new AccountEntity();
        entity.name = account.name().value();
        entity.passwordHash = account.passwordHash();
        entity.disabled = account.disabled();
        entity.mustChange = account.mustChange();
        entity.createdAt = account.createdAt();
        account.roles().forEach(role -> entity.roles.add(role.value()));
        return entity;
    }

    Account toAccount() {
        Set<RoleName> names = roles.stream().map(RoleName::new).collect(Collectors.toUnmodifiableSet());
        return new Account(new AccountName(name), passwordHash, names, disabled, createdAt, mustChange);
    }
}
