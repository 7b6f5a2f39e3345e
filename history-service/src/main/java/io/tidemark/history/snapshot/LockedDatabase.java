package io.tidemark.history.snapshot;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/// A DuckDB in memory that can reach some folders and nothing else, load nothing, and not be set
/// otherwise.
public final class LockedDatabase implements AutoCloseable {

    private final Connection connection;
    private final int timeoutSeconds;

    private LockedDatabase(Connection connection, Duration timeout) {
        this.connection = connection;
        this.timeoutSeconds = (int) Math.max(1, timeout.toSeconds());
    }

    /// What one row of an answer is read to.
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// @param memory in DuckDB's words, such as `256MB`
    /// @param spill a folder for what does not fit into memory; null where nothing may be written
    /// @param timeout of each query
    public record Means(
            int threads, String memory, @Nullable Path spill, Duration timeout) {}

    /// One thread and no spilling.
    public static LockedDatabase open(Path folder, String memory, Duration timeout) throws SQLException {
        return open(List.of(folder), new Means(1, memory, null, timeout));
    }

    /// The order of the settings matters: nothing can be allowed once access is off.
    public static LockedDatabase open(Collection<Path> folders, Means means) throws SQLException {
        LockedDatabase database =
                new LockedDatabase(new DuckDBDriver().connect("jdbc:duckdb:", new Properties()), means.timeout());
        String allowed = folders.stream().map(folder -> quote(folder + "/")).collect(Collectors.joining(", "));
        Path spill = means.spill();
        try {
            database.execute("SET threads = " + means.threads());
            database.execute("SET memory_limit = " + quote(means.memory()));
            database.execute("SET temp_directory = " + quote(spill == null ? "" : spill.toString()));
            database.execute("SET preserve_insertion_order = false");
            database.execute("SET allowed_directories = [" + allowed + "]");
            database.execute("SET enable_external_access = false");
            database.execute("SET lock_configuration = true");
            return database;
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    /// Whether a query ended because it needed more time or memory than it may have, which says nothing
    /// of the files.
    public static boolean isOutOfMeans(SQLException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("out of memory") || message.contains("interrupt") || message.contains("timeout");
    }

    public static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// Adds rows to a table faster than statements do.
    public DuckDBAppender appender(String table) throws SQLException {
        return connection.unwrap(DuckDBConnection.class).createAppender(table);
    }

    /// Reads the only row.
    public <T> T row(String query, Row<T> row) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(timeoutSeconds);
            try (ResultSet rows = statement.executeQuery(query)) {
                rows.next();
                return row.read(rows);
            }
        }
    }

    /// Reads all rows.
    public <T> List<T> list(String query, Row<T> row) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(timeoutSeconds);
            try (ResultSet rows = statement.executeQuery(query)) {
                List<T> list = new ArrayList<>();
                while (rows.next()) {
                    list.add(row.read(rows));
                }
                return list;
            }
        }
    }

    /// Takes one row.
    public interface Each<E extends Exception> {
        void take(ResultSet row) throws SQLException, E;
    }

    /// Hands over row after row, none of which is held longer.
    public <E extends Exception> void each(String query, Each<E> each) throws SQLException, E {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(timeoutSeconds);
            try (ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    each.take(rows);
                }
            }
        }
    }

    /// Reads two columns of text as a map.
    public Map<String, String> map(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            Map<String, String> map = new LinkedHashMap<>();
            while (rows.next()) {
                map.put(rows.getString(1), rows.getString(2));
            }
            return map;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    public void execute(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(timeoutSeconds);
            statement.execute(command);
        }
    }
}
