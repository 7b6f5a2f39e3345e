package io.tidemark.auth.credential;

import io.tidemark.auth.account.Account;

import java.time.Duration;

/// What came of somebody's attempt to prove who they are.
public sealed interface Proof {
    /// @param withCode whether by a one-time code too
    record Person(Account account, boolean withCode) implements Proof {}

    record Client(Identity identity) implements Proof {}

    /// By a key, whoever holds it.
    record Key(ApiKey key) implements Proof {}

    /// Not accepted. The reason is for the audit log and never for the caller.
    record Refused(Reason reason) implements Proof {}

    /// Not looked at, because too many attempts failed before.
    record SlowedDown(Duration delay) implements Proof {}

    /// Not looked at, because too many others wait to be.
    record Busy(Duration delay) implements Proof {}

    /// Not looked at, because the system that keeps the password does not answer.
    record Away() implements Proof {}

    /// Why an attempt was not accepted.
    enum Reason {
        UNKNOWN,
        WRONG_SECRET,
        /// The password was right.
        WRONG_CODE,
        DISABLED,
        ENDED
    }
}
