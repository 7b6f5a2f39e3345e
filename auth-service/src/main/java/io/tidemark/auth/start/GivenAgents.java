package io.tidemark.auth.start;

import io.tidemark.auth.credential.ClientId;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Agents that were given a secret in the folder of identities, instead of enrolling.
final class GivenAgents {
    private final AuthConfig config;

    GivenAgents(AuthConfig config) {
        this.config = config;
    }

    /// Whether one of them writes for this server.
    ///
    /// @throws UncheckedIOException where the folder cannot be read
    boolean has(String server) {
        Path folder = config.identitiesDir();
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(ClientId::isValid)
                    .map(ClientId::new)
                    .filter(ClientId::isAgent)
                    .anyMatch(id -> config.serverOf(id).equals(server));
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of identities cannot be read: " + folder, e);
        }
    }
}
