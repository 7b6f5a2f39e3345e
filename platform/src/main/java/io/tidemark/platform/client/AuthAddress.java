package io.tidemark.platform.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;

/// Where auth-service is.
@ConfigMapping(prefix = "platform.auth")
public interface AuthAddress {
    @WithDefault("http://localhost:8081")
    URI url();

    /// What every token names as its issuer. The https address under which clients reach auth-service, where they go by
    /// RFC 8414; the same in all services.
    @WithDefault("tidemark-auth")
    String issuer();
}
