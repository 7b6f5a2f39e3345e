package io.tidemark.auth.store;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.Accounts;
import io.tidemark.auth.account.RoleName;
import io.tidemark.platform.store.Blocking;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

@Singleton
class StoredAccounts implements Accounts {
    private final AccountRepository accounts;

    StoredAccounts(AccountRepository accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<Account> find(AccountName name) {
        return Optional.ofNullable(Blocking.await(() -> accounts.one(name.value())))
                .map(AccountEntity::toAccount);
    }

    @Override
    public List<Account> list(@Nullable AccountName after, int limit) {
        String behind = after == null ? "" : after.value();
        return Blocking.await(() -> accounts.byName(behind, limit)).stream()
                .map(AccountEntity::toAccount)
                .toList();
    }

    @Override
    public boolean anyWith(RoleName role) {
        return Blocking.await(() -> accounts.anyWith(role.value()));
    }

    @Override
    public long enabledWith(RoleName role) {
        return Blocking.await(() -> accounts.enabledWith(role.value()));
    }

    @Override
    public List<String> formerHashes(AccountName name) {
        return Blocking.await(() -> accounts.formerHashes(name.value()));
    }

    @Override
    public void rehash(AccountName name, String hash, String replacement) {
        Blocking.await(() -> accounts.rehash(name.value(), hash, replacement));
    }
}
