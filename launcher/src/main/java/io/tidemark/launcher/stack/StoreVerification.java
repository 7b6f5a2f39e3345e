package io.tidemark.launcher.stack;

import io.tidemark.launcher.layout.Home;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.secret.Secrets;
import io.tidemark.launcher.trouble.Trouble;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs history's own check of the store, in a process beside the services or while they are down.
public final class StoreVerification {
    private static final String PROGRAM = "io.tidemark.history.offline.VerifyStore";

    private final Home home;
    private final Layout layout;
    private final Secrets secrets;
    private final Database database;

    public StoreVerification(Home home, Layout layout, PrintStream out) {
        this.home = home;
        this.layout = layout;
        this.secrets = new Secrets(layout.secrets());
        this.database = new Database(layout, secrets, out);
    }

    /// @return the check's exit code
    public int ofFilesAlone() {
        return run(List.of(), Map.of());
    }

    /// Starts the database where it does not run, and stops it again.
    ///
    /// @param rebuild whether snapshots that it does not know are registered
    /// @return the check's exit code
    public int withDatabase(boolean rebuild) {
        requireStore();
        if (!rebuild && !Files.isDirectory(layout.postgres())) {
            throw new Trouble("There is no database in " + layout.postgres()
                    + ": --without-database checks the files alone, --rebuild makes the record anew");
        }
        boolean ran = database.isRunning();
        if (!ran) {
            database.start();
        }
        try {
            return run(database(rebuild), Map.of("PLATFORM_DATABASE_PASSWORD", secrets.of(name())));
        } finally {
            if (!ran) {
                database.stop();
            }
        }
    }

    private List<String> database(boolean rebuild) {
        List<String> arguments =
                new ArrayList<>(List.of("jdbc:postgresql://127.0.0.1:" + layout.databasePort() + "/" + name(), name()));
        if (rebuild) {
            arguments.add("--rebuild");
        }
        return arguments;
    }

    private int run(List<String> arguments, Map<String, String> environment) {
        requireStore();
        Path application = home.jar(Service.HISTORY).resolveSibling(".").normalize();
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                application.resolve("app") + "/*" + File.pathSeparator + application.resolve("lib/main") + "/*"
                        + File.pathSeparator + application.resolve("lib/boot") + "/*",
                PROGRAM,
                layout.store().toString()));
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line).inheritIO();
        builder.environment().putAll(environment);
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new Trouble("The check cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted", e);
        }
    }

    private void requireStore() {
        if (!Files.isDirectory(layout.store())) {
            throw new Trouble("There is no store in " + layout.store());
        }
    }

    private static String name() {
        return Service.HISTORY.databaseName();
    }
}
