package io.tidemark.platform.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tidemark.platform.postgres.EmbeddedDatabase;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/// A real PostgreSQL with one empty database for the service under test.
public class PostgresResource implements QuarkusTestResourceLifecycleManager {
    private static final String PASSWORD = "test";

    private @Nullable EmbeddedDatabase database;
    private @Nullable Path folder;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        database = EmbeddedDatabase.start(folder.resolve("data"), 0, PASSWORD);
        database.ensureDatabase("service", PASSWORD);
        database.ensureRole("service_app", PASSWORD);
        return Map.of(
                "platform.database.port",
                Integer.toString(database.port()),
                "platform.database.name",
                "service",
                "platform.database.user",
                "service_app",
                "platform.database.password",
                PASSWORD,
                "platform.database.owner.user",
                "service",
                "platform.database.owner.password",
                PASSWORD);
    }

    /// A connection of whoever owns the tables, for what the service under test may not do. Sees all tenants.
    public static Connection owner() throws SQLException {
        int port = ConfigProvider.getConfig().getValue("platform.database.port", Integer.class);
        String address = "jdbc:postgresql://127.0.0.1:" + port + "/service?options=-c%20tidemark.tenant=*";
        return DriverManager.getConnection(address, "service", PASSWORD);
    }

    @Override
    public void stop() {
        if (database != null) {
            database.stop();
        }
        if (folder != null) {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
