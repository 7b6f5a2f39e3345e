package io.tidemark.platform.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// What a service must be told about itself and about auth-service.
@ConfigMapping(prefix = "platform")
public interface PlatformConfig {
    Auth auth();

    Identity identity();

    /// Where tokens come from and are checked against.
    interface Auth {
        @WithDefault("http://localhost:8081")
        URI url();
    }

    /// The identity this service signs in with.
    interface Identity {
        /// The client id; the service's short name by default.
        @WithDefault("${quarkus.application.name}")
        String id();

        /// The file that holds the client secret; a service without one cannot ask others.
        Optional<Path> secretFile();
    }
}
