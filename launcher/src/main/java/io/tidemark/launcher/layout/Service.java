package io.tidemark.launcher.layout;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The six services, in the order in which they are shown.
public enum Service {
    AUTH(8081, true),
    SCAN(8082, false),
    HISTORY(8083, true),
    ANALYTICS(8084, false),
    FORECAST(8085, true),
    ALERT(8086, true);

    private final int port;
    private final boolean database;

    Service(int port, boolean database) {
        this.port = port;
        this.database = database;
    }

    /// The short name, which is also the client id.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The name of the module and of the process: `scan-service`.
    public String title() {
        return id() + "-service";
    }

    /// The port before the offset.
    public int basePort() {
        return port;
    }

    public boolean hasDatabase() {
        return database;
    }

    /// Whether it proves itself with a secret of this installation; the agent enrols, and auth-service has nobody to
    /// prove itself to.
    public boolean hasSecret() {
        return this != AUTH && this != SCAN;
    }

    /// The database and the role that owns it; only of services that have one.
    public String databaseName() {
        return "tidemark_" + id();
    }

    /// What the service signs in to its database as: a role that owns no table.
    public String databaseUser() {
        return databaseName() + "_app";
    }

    /// Finds by short name or by module name.
    public static Optional<Service> named(String name) {
        return Arrays.stream(values())
                .filter(s -> s.id().equals(name) || s.title().equals(name))
                .findFirst();
    }
}
