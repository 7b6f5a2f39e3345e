package io.tidemark.platform.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A PostgreSQL server on the loopback address that keeps its data between starts. It runs as a process of its own and
/// goes on when this
/// process ends; [#stop] ends it. Works for root too, through `unshare` (PostgreSQL itself refuses to run as root).
///
/// Connections need a password (SCRAM) from the first start on.
public final class EmbeddedDatabase {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final Path dataFolder;
    private final String password;

    private EmbeddedDatabase(EmbeddedPostgres server, Path dataFolder, String password) {
        this.server = server;
        this.dataFolder = dataFolder;
        this.password = password;
    }

    /// Starts the server; makes the data folder at the first start. A server that was left running on this folder is
    /// stopped first.
    ///
    /// @param dataFolder absolute; one server per folder
    /// @param port to listen on; 0 for a free one
    /// @param password of the superuser `postgres`; the same at every start
    /// @throws IllegalStateException where it cannot run here, with the reason and the way out
    public static EmbeddedDatabase start(Path dataFolder, int port, String password) {
        requireUnshareForRoot();
        stop(dataFolder);
        try {
            Files.createDirectories(dataFolder.getParent());
            EmbeddedDatabase database = new EmbeddedDatabase(launch(dataFolder, port, password), dataFolder, password);
            database.requirePasswords();
            return database;
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not start on " + dataFolder + ": " + e.getMessage(), e);
        }
    }

    private static EmbeddedPostgres launch(Path dataFolder, int port, String password) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(dataFolder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(PATIENCE)
                .setConnectConfig("password", password)
                // The library is made for tests and switches both off; this server keeps data that must outlive a power
                // cut.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                // Below the data folder, because nobody reads this process's output once it has ended.
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_filename", "postgresql-%a.log")
                .setServerConfig("log_truncate_on_rotation", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "''")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("timezone", "UTC")
                .setServerConfig("log_timezone", "UTC")
                .start();
    }

    public int port() {
        return server.getPort();
    }

    /// Makes a database and the role that owns it, where they are missing, and gives the role this password.
    ///
    /// @param name of the database and of the role; lower case letters and underscores
    public void ensureDatabase(String name, String rolePassword) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            ensureRole(connection, name, rolePassword);
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                statement.execute("create database " + name + " owner " + name);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Database " + name + " cannot be made: " + e.getMessage(), e);
        }
    }

    /// Makes a role that owns nothing where it is missing, and gives it this password: what a service signs in as, so
    /// that the rules of the tables hold for it.
    ///
    /// @param name lower case letters and underscores
    public void ensureRole(String name, String rolePassword) {
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            ensureRole(connection, name, rolePassword);
        } catch (SQLException e) {
            throw new IllegalStateException("Role " + name + " cannot be made: " + e.getMessage(), e);
        }
    }

    private static void ensureRole(Connection connection, String name, String rolePassword) throws SQLException {
        if (!name.matches("[a-z_]{1,60}")) {
            throw new IllegalArgumentException(
                    "A name in a database is lower case letters and underscores, not '" + name + "'");
        }
        try (Statement statement = connection.createStatement()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
                statement.execute("create role " + name + " login");
            }
            statement.execute("alter role " + name + " nosuperuser nobypassrls password "
                    + statement.enquoteLiteral(rolePassword));
        }
    }

    /// Stops this server and waits until it is down.
    public void stop() {
        stop(dataFolder);
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("The lock of " + dataFolder + " cannot be given back", e);
        }
    }

    /// Stops the server that runs on a data folder, whoever started it: open transactions are rolled back, everything
    /// is written (fast
    /// shutdown). Does nothing where none runs.
    public static void stop(Path dataFolder) {
        running(dataFolder).ifPresent(process -> {
            signal(process, "INT");
            try {
                process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new IllegalStateException("PostgreSQL (process " + process.pid() + ") does not stop", e);
            } catch (ExecutionException e) {
                throw new CompletionException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// The process that serves a data folder, where there is one.
    public static Optional<ProcessHandle> running(Path dataFolder) {
        Path pidFile = dataFolder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(pidFile);
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(p -> isPostgres(p, dataFolder));
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException("Not readable: " + pidFile, e);
        }
    }

    /// A process id is used again after a restart of the machine: only a process that names our folder is ours.
    private static boolean isPostgres(ProcessHandle process, Path dataFolder) {
        try {
            String command = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return command.contains("postgres") && command.contains(dataFolder.toString());
        } catch (IOException e) {
            return false;
        }
    }

    private static void signal(ProcessHandle process, String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (status != 0 && process.isAlive()) {
                throw new IllegalStateException("Process " + process.pid() + " does not take signals from this user");
            }
        } catch (IOException e) {
            throw new IllegalStateException("The command kill is needed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The library makes the cluster with `trust`; anybody on this machine could be superuser. Passwords are asked for
    /// from here on.
    private void requirePasswords() throws IOException {
        Path rules = dataFolder.resolve("pg_hba.conf");
        String wanted = "host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n";
        if (Files.readString(rules).equals(wanted)) {
            return;
        }
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter role postgres password " + statement.enquoteLiteral(password));
            Files.writeString(rules, wanted);
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            stop();
            throw new IOException("passwords cannot be set: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void requireUnshareForRoot() {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root && !Files.isExecutable(Path.of("/usr/bin/unshare"))) {
            throw new IllegalStateException(
                    "PostgreSQL does not run as root, and unshare (package util-linux) is not installed:"
                            + " install it, or run as another user");
        }
    }
}
