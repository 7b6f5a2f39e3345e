package io.tidemark.auth.credential;

import io.tidemark.auth.account.AccountName;

import java.time.Instant;
import java.util.Optional;

/// Finds second factors, and takes their codes. Calls block.
public interface SecondFactors {
    Optional<SecondFactor> find(AccountName account);

    /// Takes the code of a step; false where it, or a later one, was taken before. Of several at once one
    /// takes it.
    boolean take(AccountName account, long step);

    /// Takes a recovery code; false where it was taken before, or there is none of this hash.
    boolean takeRecovery(AccountName account, String hash, Instant at);
}
