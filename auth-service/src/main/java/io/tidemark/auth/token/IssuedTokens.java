package io.tidemark.auth.token;

import org.jspecify.annotations.Nullable;

/// What somebody gets who has proved to be somebody.
///
/// @param refreshToken good for the next ones; null for services and agents, which sign in again instead
/// @param mustChangePassword whether the token opens nothing but the choice of another password
public record IssuedTokens(AccessToken access, @Nullable String refreshToken, boolean mustChangePassword) {
    public IssuedTokens(AccessToken access, @Nullable String refreshToken) {
        this(access, refreshToken, false);
    }

    /// Leaves the tokens out.
    @Override
    public String toString() {
        return "IssuedTokens[" + access.scope() + "]";
    }
}
