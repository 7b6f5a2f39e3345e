package io.tidemark.platform.token;

import java.security.PublicKey;
import java.util.Optional;

/// What is known of auth-service, which signs the tokens. No call blocks.
public interface Issuer {
    /// The public key of this id; nothing for an id that auth-service does not publish.
    Optional<PublicKey> key(String id);

    /// Whether a session (the claim `sid`) or a single token (`jti`) was ended before its time.
    boolean revoked(String id);

    /// Whether keys are known at all: without any, no token can be accepted.
    boolean isKnown();
}
