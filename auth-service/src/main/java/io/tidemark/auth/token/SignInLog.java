package io.tidemark.auth.token;

/// Keeps a record of every sign-in.
@FunctionalInterface
public interface SignInLog {
    /// Blocks until the record is safe.
    ///
    /// @throws RuntimeException where it is not: no token may be given out then
    void record(SignIn signIn);
}
