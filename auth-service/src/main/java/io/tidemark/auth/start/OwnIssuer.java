package io.tidemark.auth.start;

import io.tidemark.auth.session.Revocations;
import io.tidemark.auth.token.KeyRing;
import io.tidemark.platform.token.Issuer;
import jakarta.inject.Singleton;

import java.security.PublicKey;
import java.util.Optional;

/// This service's own tokens are checked with the same rules as everywhere, but it need not ask itself over HTTP.
@Singleton
class OwnIssuer implements Issuer {
    private final KeyRing keys;
    private final Revocations revocations;

    OwnIssuer(KeyRing keys, Revocations revocations) {
        this.keys = keys;
        this.revocations = revocations;
    }

    @Override
    public Optional<PublicKey> key(String id) {
        return keys.find(id);
    }

    @Override
    public boolean revoked(String id) {
        return revocations.contains(id);
    }

    @Override
    public boolean isKnown() {
        return !keys.published().isEmpty();
    }
}
