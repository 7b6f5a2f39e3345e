package io.tidemark.platform.token;

import java.security.PublicKey;
import java.util.Optional;

/// What is known of auth-service, which signs the tokens. No call blocks.
public interface Issuer {
    /// The public key of this id; nothing for an id that auth-service does not publish.
    Optional<PublicKey> key(String id);

    /// Whether a session (the claim `sid`), a single token (`jti`) or all tokens of a tenant up to now
    /// (`tenant_mark`) were ended before their time.
    boolean revoked(String id);

    /// Whether keys are known at all: without any, no token can be accepted.
    boolean isKnown();
}
