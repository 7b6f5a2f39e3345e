package io.tidemark.auth.token;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.credential.Proof;

import java.util.UUID;

/// Sign-ins that another provider vouches for. Calls block.
public interface OutsideSignIns {
    /// Whether there is such a provider.
    boolean isKnown();

    /// Whom an ID token of the provider stands for.
    Vouched exchange(String idToken, Origin from);

    /// Whom a code stands for that was given after a sign-in there. Good once.
    ///
    /// @param redirect where the code was sent
    /// @param verifier what only the program knows that asked
    Vouched redeem(String code, String redirect, String verifier, Origin from);

    /// Remembers the session that a code began, so that whoever comes with the code again ends it.
    void redeemed(String code, UUID session);

    /// What came of an attempt.
    ///
    /// @param subject the account's name; `*` where it is not known whose it would be
    /// @param proof [Proof.Person] or [Proof.Refused]
    record Vouched(String subject, Proof proof) {
        public static Vouched nobody(Proof.Reason reason) {
            return new Vouched("*", new Proof.Refused(reason));
        }

        /// Refused where the account is disabled.
        public static Vouched of(Account account, boolean withCode) {
            Proof proof =
                    account.disabled() ? new Proof.Refused(Proof.Reason.DISABLED) : new Proof.Person(account, withCode);
            return new Vouched(account.name().value(), proof);
        }
    }
}
