package io.tidemark.launcher.layout;

import io.tidemark.launcher.trouble.Trouble;

import java.nio.file.Files;
import java.nio.file.Path;

/// The project's folder, with what was built in it.
///
/// @param folder absolute
public record Home(Path folder) {
    public Home {
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException("The project's folder must be absolute, not " + folder);
        }
    }

    /// The program of a service.
    ///
    /// @throws Trouble where it is not built
    public Path jar(Service service) {
        Path jar = folder.resolve(service.title()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new Trouble(service.title() + " is not built (" + jar + " is missing); ./stack up builds it");
        }
        return jar;
    }
}
