package io.tidemark.platform.access;

import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// By what a caller proved to be who it is: what acts, where the subject is on whose behalf.
public final class Credential {
    private static final String KEY_PREFIX = "tdk_";

    private Credential() {}

    /// `session <id>` or `key <id>`; empty without a token, and for services and agents that prove
    /// themselves by a secret.
    public static Optional<String> of(@Nullable SecurityIdentity identity) {
        return identity != null && identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.ofNullable(token.getClaim("sid"))
                        .map(Object::toString)
                        .map(Credential::words)
                : Optional.empty();
    }

    private static String words(String id) {
        return (id.startsWith(KEY_PREFIX) ? "key " : "session ") + id;
    }
}
