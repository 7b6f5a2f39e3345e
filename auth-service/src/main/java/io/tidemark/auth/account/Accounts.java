package io.tidemark.auth.account;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Finds accounts. Calls block and fail as a whole where the database does not answer.
public interface Accounts {
    Optional<Account> find(AccountName name);

    /// Up to `limit` accounts by name, those behind `after` only.
    List<Account> list(@Nullable AccountName after, int limit);

    /// Whether there is an account that has this role, disabled or not.
    boolean anyWith(RoleName role);
}
