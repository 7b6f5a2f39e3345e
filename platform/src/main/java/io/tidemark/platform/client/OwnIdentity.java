package io.tidemark.platform.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.nio.file.Path;
import java.util.Optional;

/// The identity this service signs in with.
@ConfigMapping(prefix = "platform.identity")
public interface OwnIdentity {
    /// The client id; the service's name by default.
    @WithDefault("${quarkus.application.name}")
    String id();

    /// The file that holds the client secret; a service without one, or a projected token, cannot ask
    /// others.
    Optional<Path> secretFile();

    /// The file into which a cluster projects a token for this pod, where that is exchanged instead of a
    /// secret.
    Optional<Path> projectedTokenFile();
}
