package io.tidemark.auth.token;

import io.tidemark.auth.account.AccountName;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Refresh tokens, in families: each belongs to one session of one person, and at any time one token of a family is
/// good. Calls block.
public interface Families {
    /// Begins a session for somebody who has just proved to be this account.
    ///
    /// @param withCode whether by a one-time code too
    Family begin(AccountName account, Origin from, boolean withCode);

    /// Gives the next token for one that is good. One that was good before ends its family.
    Rotation rotate(String refreshToken, Origin from);

    /// @param refreshToken the one that is good now
    /// @param signedInAt when the session began
    /// @param withCode whether it began with a one-time code too
    record Family(UUID session, String refreshToken, Instant signedInAt, boolean withCode) {
        /// Leaves the token out.
        @Override
        public String toString() {
            return "Family[" + session + "]";
        }
    }

    /// What came of an attempt to get the next token.
    sealed interface Rotation {
        record Rotated(AccountName account, Family family) implements Rotation {}

        /// @param account whose it was; empty for a token that never was one
        record Refused(Optional<AccountName> account, Reason reason) implements Rotation {}

        enum Reason {
            UNKNOWN,
            REUSED,
            ENDED
        }
    }
}
