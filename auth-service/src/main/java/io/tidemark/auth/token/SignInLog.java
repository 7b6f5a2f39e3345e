package io.tidemark.auth.token;

/// Keeps a record of every sign-in.
@FunctionalInterface
public interface SignInLog {
    /// Blocks until the record is safe; what was slowed down may be counted with its like and written soon after.
    ///
    /// @throws RuntimeException where it is not: no token may be given out then
    void record(SignIn signIn);
}
