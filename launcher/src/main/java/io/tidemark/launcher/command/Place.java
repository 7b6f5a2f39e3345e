package io.tidemark.launcher.command;

import io.tidemark.launcher.layout.Home;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.stack.Ports;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/// Where a command works; the same options for all.
final class Place {
    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept (default: ./data).")
    Path data = Path.of("data");

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description = "Added to every port (default: what this data folder had last, else 0).")
    @Nullable
    Integer portOffset;

    Home home() {
        return new Home(Path.of(System.getProperty("tidemark.home", "."))
                .toAbsolutePath()
                .normalize());
    }

    /// With the port offset that the data folder remembers, where none is given.
    Layout layout() {
        Path folder = data.toAbsolutePath().normalize();
        return new Layout(folder, portOffset != null ? portOffset : Ports.remembered(folder));
    }
}
