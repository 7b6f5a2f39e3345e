package io.tidemark.platform.client;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Makes the service's own token source from its configuration; a service that has another way makes its
/// own.
class TokenSourceProducer {
    @Produces
    @Singleton
    @DefaultBean
    TokenSource tokenSource(AuthAddress auth, OwnIdentity identity) {
        return IdentityTokenSource.configured(auth, identity).orElse(() -> {
            throw new ServiceUnavailable(
                    "platform.identity.secret-file is not set, so '" + identity.id() + "' cannot sign in");
        });
    }
}
