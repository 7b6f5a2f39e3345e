package io.tidemark.auth.credential;

import io.tidemark.auth.account.AccountName;

import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/// Checks one-time codes and recovery codes. A code is taken when it is right, so that it is good once.
public final class CodeCheck {
    private final SecondFactors factors;
    private final SecretBox box;
    private final InstantSource clock;

    public CodeCheck(SecondFactors factors, SecretBox box, InstantSource clock) {
        this.factors = factors;
        this.box = box;
        this.clock = clock;
    }

    /// What an account's secret is sealed for.
    public static String purpose(AccountName account) {
        return "one-time codes of " + account;
    }

    /// The factor of an account, where sign-ins ask for a code.
    Optional<SecondFactor> find(AccountName account) {
        return factors.find(account).filter(SecondFactor::isConfirmed);
    }

    /// Whether this code is right, of a device or for recovery; it is taken then.
    ///
    /// @throws SecretBox.WrongKey where the secret was sealed with another key
    public boolean takes(AccountName account, SecondFactor factor, String code) {
        String bare = code.replace(" ", "");
        OptionalLong step = OneTimeCodes.match(secret(account, factor), bare, clock.instant(), factor.lastStep());
        if (step.isPresent()) {
            return factors.take(account, step.getAsLong());
        }
        String hash = RecoveryCode.hash(code);
        return factor.recovery().contains(hash) && factors.takeRecovery(account, hash, clock.instant());
    }

    private byte[] secret(AccountName account, SecondFactor factor) {
        return new CodeSecret(box.open(factor.sealed(), purpose(account))).bytes();
    }
}
