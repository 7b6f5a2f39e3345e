package io.tidemark.platform.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;

/// Where auth-service is.
@ConfigMapping(prefix = "platform.auth")
public interface AuthAddress {
    @WithDefault("http://localhost:8081")
    URI url();
}
