package io.tidemark.auth.token;

import org.jspecify.annotations.Nullable;

/// What somebody gets who has proved to be somebody.
///
/// @param refreshToken good for the next ones; null for services and agents, which sign in again instead
/// @param mustChangePassword whether the token opens nothing but the choice of another password
/// @param mustSetUpCode whether it opens nothing but setting one-time codes up
public record IssuedTokens(
        AccessToken access, @Nullable String refreshToken, boolean mustChangePassword, boolean mustSetUpCode) {
    public IssuedTokens(AccessToken access, @Nullable String refreshToken) {
        this(access, refreshToken, false, false);
    }

    IssuedTokens withoutRefresh() {
        return new IssuedTokens(access, null, mustChangePassword, mustSetUpCode);
    }

    /// Leaves the tokens out.
    @Override
    public String toString() {
        return "IssuedTokens[" + access.scope() + "]";
    }
}
