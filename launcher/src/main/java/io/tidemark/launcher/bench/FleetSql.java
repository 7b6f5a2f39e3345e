package io.tidemark.launcher.bench;

import io.tidemark.launcher.trouble.Trouble;
import org.duckdb.DuckDBDriver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// DuckDB as anybody would use it, with as many threads as the service has and more memory than it takes.
final class FleetSql implements AutoCloseable {
    private final Connection database;

    private FleetSql(Connection database) {
        this.database = database;
    }

    /// @param spill for what outgrows the memory
    static FleetSql open(Path spill) {
        try {
            FleetSql sql = new FleetSql(new DuckDBDriver().connect("jdbc:duckdb:", new Properties()));
            sql.run("SET threads = 2");
            sql.run("SET memory_limit = '3GB'");
            sql.run("SET TimeZone = 'UTC'");
            sql.run("SET temp_directory = '" + spill.resolve("spill").toString().replace("'", "''") + "'");
            return sql;
        } catch (SQLException e) {
            throw new Trouble("DuckDB does not start: " + e.getMessage(), e);
        }
    }

    void run(String statement) {
        try (Statement prepared = database.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw failed(statement, e);
        }
    }

    /// Statements of a resource beside this class, each ending with a semicolon at the end of a line.
    void runScript(String resource) {
        for (String statement : text(resource).split(";\n", -1)) {
            if (!statement.isBlank()) {
                run(statement);
            }
        }
    }

    /// Writes a table or view to a Parquet file.
    void write(String table, Path target) {
        run("COPY (FROM " + table + ") TO '" + target.toString().replace("'", "''")
                + "' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440)");
    }

    /// The only row's numbers.
    List<Long> numbers(String query) {
        return rows(query, List.of(), row -> {
                    List<Long> numbers = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        numbers.add(row.getLong(i));
                    }
                    return numbers;
                })
                .getFirst();
    }

    /// The texts of a query's only column.
    ///
    /// @param files what its first parameters are, each a list of files
    List<String> texts(String query, List<List<String>> files) {
        return rows(query, files, row -> row.getString(1));
    }

    private <T> List<T> rows(String query, List<List<String>> lists, Reader<T> reader) {
        try (PreparedStatement prepared = database.prepareStatement(query)) {
            for (int i = 0; i < lists.size(); i++) {
                prepared.setObject(
                        i + 1, database.createArrayOf("VARCHAR", lists.get(i).toArray()));
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet result = prepared.executeQuery()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw failed(query, e);
        }
    }

    private static String text(String resource) {
        try (InputStream stream = FleetSql.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(resource + " cannot be read", e);
        }
    }

    private static Trouble failed(String statement, SQLException e) {
        return new Trouble(
                "DuckDB refuses '" + statement.strip().lines().findFirst().orElse("") + "': " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw new Trouble("DuckDB does not close: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
