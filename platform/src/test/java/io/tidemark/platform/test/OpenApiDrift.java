package io.tidemark.platform.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Holds the committed contract against the one the build wrote from the code.
public final class OpenApiDrift {
    private static final Path BUILT = Path.of("target/openapi/openapi.yaml");
    private static final Path COMMITTED = Path.of("openapi.yaml");

    private OpenApiDrift() {}

    /// Fails where `openapi.yaml` beside the module's pom differs from the code. Call it from a test that started the
    /// application.
    public static void check() {
        try {
            String built = Files.readString(BUILT);
            if (!Files.exists(COMMITTED) || !Files.readString(COMMITTED).equals(built)) {
                throw new AssertionError("openapi.yaml differs from the code. Read the change (diff openapi.yaml "
                        + BUILT + "), then take it over: cp " + BUILT + " openapi.yaml");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
