package io.tidemark.scan.throttle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where pressure figures come from; empty where this kernel has none.
public interface PressureSource {

    Optional<Pressure> cpu();

    Optional<Pressure> io();

    /// The files of a folder such as `/proc/pressure`.
    static PressureSource of(Path folder) {
        return new PressureSource() {
            @Override
            public Optional<Pressure> cpu() {
                return read(folder.resolve("cpu"));
            }

            @Override
            public Optional<Pressure> io() {
                return read(folder.resolve("io"));
            }
        };
    }

    private static Optional<Pressure> read(Path file) {
        try {
            return Optional.of(Pressure.of(Files.readString(file)));
        } catch (IOException | IllegalArgumentException e) {
            // Kernels without the figures have no such file, or one that cannot be read.
            return Optional.empty();
        }
    }
}
