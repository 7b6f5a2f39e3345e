package io.tidemark.history.ingest;

import org.duckdb.DuckDBDriver;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/// A DuckDB in memory that can read one folder and nothing else, load nothing, and not be set otherwise.
final class LockedDatabase implements AutoCloseable {

    private final Connection connection;
    private final int timeoutSeconds;

    private LockedDatabase(Connection connection, Duration timeout) {
        this.connection = connection;
        this.timeoutSeconds = (int) Math.max(1, timeout.toSeconds());
    }

    /// What one row of an answer is read to.
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// The order of the settings matters: nothing can be allowed once access is off.
    static LockedDatabase open(Path folder, String memory, Duration timeout) throws SQLException {
        LockedDatabase database =
                new LockedDatabase(new DuckDBDriver().connect("jdbc:duckdb:", new Properties()), timeout);
        try {
            database.execute("SET threads = 1");
            database.execute("SET memory_limit = " + quote(memory));
            database.execute("SET temp_directory = ''");
            database.execute("SET allowed_directories = [" + quote(folder + "/") + "]");
            database.execute("SET enable_external_access = false");
            database.execute("SET lock_configuration = true");
            return database;
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    /// Whether a query ended because it needed more time or memory than it may have, which says nothing of the files.
    static boolean isOutOfMeans(SQLException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("out of memory") || message.contains("interrupt") || message.contains("timeout");
    }

    static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// Reads the only row.
    <T> T row(String query, Row<T> row) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(timeoutSeconds);
            try (ResultSet rows = statement.executeQuery(query)) {
                rows.next();
                return row.read(rows);
            }
        }
    }

    /// Reads two columns of text as a map.
    Map<String, String> map(String query) throws SQLException {
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

    private void execute(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
