package io.tidemark.auth.token;

import java.time.Instant;
import java.util.Optional;

/// What a good access token says.
///
/// @param session the session it belongs to; empty for services and agents
public record TokenFacts(
        String subject,
        String clientId,
        String tokenId,
        Optional<String> session,
        String scope,
        Instant issuedAt,
        Instant expiresAt) {}
