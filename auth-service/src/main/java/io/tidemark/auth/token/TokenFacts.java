package io.tidemark.auth.token;

import io.tidemark.platform.tenant.Tenancy;

import java.time.Instant;
import java.util.Optional;

/// What a good access token says.
///
/// @param session the session it belongs to; empty for services and agents
/// @param tenancy whose things it opens
public record TokenFacts(
        String subject,
        String clientId,
        String tokenId,
        Optional<String> session,
        String scope,
        Tenancy tenancy,
        Instant issuedAt,
        Instant expiresAt) {}
