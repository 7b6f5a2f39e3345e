package io.tidemark.platform.client;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.time.InstantSource;

/// Makes the service's own token source from its configuration.
class TokenSourceProducer {
    @Produces
    @Singleton
    TokenSource tokenSource(AuthAddress auth, OwnIdentity identity) {
        String id = identity.id();
        return identity.secretFile()
                .<TokenSource>map(file -> new IdentityTokenSource(auth.url(), id, file, InstantSource.system()))
                .orElse(() -> {
                    throw new ServiceUnavailable(
                            "platform.identity.secret-file is not set, so '" + id + "' cannot sign in");
                });
    }
}
