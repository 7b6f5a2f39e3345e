package io.tidemark.auth.token;

import java.util.Optional;

/// Reads access tokens with the rules that hold for every request.
@FunctionalInterface
public interface TokenReader {
    /// What it says; nothing where it is no good access token of this service, or was revoked.
    Optional<TokenFacts> read(String token);
}
