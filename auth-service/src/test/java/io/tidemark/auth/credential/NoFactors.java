package io.tidemark.auth.credential;

import io.tidemark.auth.account.AccountName;

import java.time.Instant;
import java.util.Optional;

/// Nobody has a second factor.
public final class NoFactors implements SecondFactors {
    @Override
    public Optional<SecondFactor> find(AccountName account) {
        return Optional.empty();
    }

    @Override
    public boolean take(AccountName account, long step) {
        return false;
    }

    @Override
    public boolean takeRecovery(AccountName account, String hash, Instant at) {
        return false;
    }
}
