package io.tidemark.auth.account;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Finds accounts. Calls block and fail as a whole where the database does not answer.
public interface Accounts {
    Optional<Account> find(AccountName name);

    /// Up to `limit` accounts by name, those behind `after` only.
    List<Account> list(@Nullable AccountName after, int limit);

    /// The hashes of the passwords an account had before the present one, the newest first, as many
    /// as are kept.
    List<String> formerHashes(AccountName name);

    /// Replaces the hash by another one of the same password, unless it was replaced meanwhile.
    void rehash(AccountName name, String hash, String replacement);

    /// Whether there is an account that has this role, disabled or not.
    boolean anyWith(RoleName role);

    /// How many accounts have this role themselves and are not disabled.
    long enabledWith(RoleName role);
}
