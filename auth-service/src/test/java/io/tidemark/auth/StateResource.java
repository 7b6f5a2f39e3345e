package io.tidemark.auth;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A state folder and identities of its own for the service under test, below the module's `target`, which a clean
/// build
/// removes.
public class StateResource implements QuarkusTestResourceLifecycleManager {
    public static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "auth-state");
            Path identities = Files.createDirectories(folder.resolve("identities"));
            // Nobody is called scan alone; installations of earlier days have such a file.
            for (String id : new String[] {"history", "alert", "scan", "scan@web-02", "scan@web-03"}) {
                Files.writeString(identities.resolve(id), SECRET + "\n");
            }
            return Map.of(
                    "auth.state-dir",
                    folder.resolve("state").toString(),
                    "auth.identities-dir",
                    identities.toString(),
                    "auth.audit.checkpoint-interval",
                    "off",
                    "auth.audit.archive-interval",
                    "off",
                    "auth.one-time-codes.required-for",
                    "needs-codes",
                    "auth.agents.\"scan@web-03\".server",
                    "db-03");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
