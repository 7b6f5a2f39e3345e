package io.tidemark.launcher.stack;

import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.secret.Secrets;
import io.tidemark.launcher.trouble.Trouble;
import io.tidemark.platform.postgres.EmbeddedDatabase;

import java.io.PrintStream;
import java.util.Arrays;

/// The PostgreSQL of this installation. The server goes on when the launcher ends.
final class Database {
    private final Layout layout;
    private final Secrets secrets;
    private final PrintStream out;

    Database(Layout layout, Secrets secrets, PrintStream out) {
        this.layout = layout;
        this.secrets = secrets;
        this.out = out;
    }

    boolean isRunning() {
        return EmbeddedDatabase.running(layout.postgres()).isPresent();
    }

    /// Starts the server and makes the services' databases where they are missing.
    void start() {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.setProperty("ot.epg.working-dir", layout.postgresPrograms().toString());
        try {
            EmbeddedDatabase database =
                    EmbeddedDatabase.start(layout.postgres(), layout.databasePort(), secrets.of("postgres"));
            Arrays.stream(Service.values()).filter(Service::hasDatabase).forEach(service -> ensure(database, service));
        } catch (IllegalStateException e) {
            throw new Trouble(String.valueOf(e.getMessage()), e);
        }
    }

    /// A database, the role that owns it, and the one that the service signs in as.
    private void ensure(EmbeddedDatabase database, Service service) {
        database.ensureDatabase(service.databaseName(), secrets.of(service.databaseName()));
        database.ensureRole(service.databaseUser(), secrets.of(service.databaseUser()));
    }

    void stop() {
        EmbeddedDatabase.stop(layout.postgres());
        out.printf("  %-18s stopped%n", "PostgreSQL");
    }
}
