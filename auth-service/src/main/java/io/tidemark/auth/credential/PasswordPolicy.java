package io.tidemark.auth.credential;

import java.util.Optional;

/// What a new password must be: long enough (NIST SP 800-63B), short enough to hash, and not the account's own name.
public final class PasswordPolicy {
    public static final int MIN_LENGTH = 12;
    public static final int MAX_LENGTH = 256;

    private PasswordPolicy() {}

    /// What is wrong with a password for this account; empty where it is good.
    public static Optional<String> complaint(String account, String password) {
        if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
            return Optional.of("must be " + MIN_LENGTH + " to " + MAX_LENGTH + " characters long");
        }
        if (password.equalsIgnoreCase(account) || password.chars().distinct().count() < 4) {
            return Optional.of("is too easy to guess");
        }
        return Optional.empty();
    }
}
