package io.tidemark.analytics.engine;

import io.tidemark.platform.problem.ProblemException;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// DuckDB inside this process, in memory, on threads of its own. It is locked before its first query: it
/// reads nothing outside one folder, loads no extension, and takes no settings any more.
public final class DuckDbEngine implements Engine {
    private final EngineLimits limits;
    private final DuckDBConnection database;
    private final ThreadPoolExecutor desk;

    /// Starts DuckDB and locks it.
    ///
    /// @param readable the only folder whose files can be read
    /// @param spill where queries that outgrow the memory put their intermediate results
    /// @throws IllegalStateException where DuckDB does not start
    public DuckDbEngine(Path readable, Path spill, EngineLimits limits) {
        this.limits = limits;
        this.database = open(readable, spill, limits);
        this.desk = new ThreadPoolExecutor(
                limits.concurrency(),
                limits.concurrency(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(limits.queue()),
                Thread.ofPlatform().daemon().name("engine-", 0).factory());
    }

    @Override
    public <T> List<T> ask(Query query, List<HeldSnapshot> over, Row.Reader<T> reader) {
        if (over.isEmpty()) {
            return List.of();
        }
        return await(submit(query, over, reader));
    }

    @Override
    public void close() {
        desk.shutdownNow();
        try {
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not close", e);
        }
    }

    /// How many queries wait for their turn.
    int waiting() {
        return desk.getQueue().size();
    }

    private <T> Future<List<T>> submit(Query query, List<HeldSnapshot> over, Row.Reader<T> reader) {
        try {
            return desk.submit(() -> run(query, over, reader));
        } catch (RejectedExecutionException e) {
            throw EngineProblem.busy(e);
        }
    }

    private <T> List<T> await(Future<List<T>> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw problem(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw EngineProblem.busy(e);
        }
    }

    private <T> List<T> run(Query query, List<HeldSnapshot> over, Row.Reader<T> reader) throws SQLException {
        Binding binding = Binding.of(query, over);
        try (Connection connection = database.duplicate();
                PreparedStatement statement = connection.prepareStatement(binding.sql())) {
            binding.bind(connection, statement);
            statement.setQueryTimeout(Math.toIntExact(limits.timeout().toSeconds()));
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows, reader);
            }
        }
    }

    private static <T> List<T> read(ResultSet rows, Row.Reader<T> reader) throws SQLException {
        Row row = new JdbcRow(rows);
        List<T> answer = new ArrayList<>();
        while (rows.next()) {
            answer.add(reader.read(row));
        }
        return answer;
    }

    private RuntimeException problem(Throwable cause) {
        return switch (cause) {
            case ProblemException problem -> problem;
            case SQLTimeoutException timeout -> EngineProblem.timeout(limits.timeout(), timeout);
            case SQLException sql when outOfMemory(sql) -> EngineProblem.memory(sql);
            default -> new IllegalStateException("The query failed", cause);
        };
    }

    private static boolean outOfMemory(SQLException e) {
        return String.valueOf(e.getMessage()).startsWith("Out of Memory");
    }

    /// The order matters: after external access is off, the folders cannot be changed; after the lock,
    /// nothing can.
    private static DuckDBConnection open(Path readable, Path spill, EngineLimits limits) {
        try {
            // Not over DriverManager, which only knows drivers of the class loader that asked for it first.
            DuckDBConnection database =
                    new DuckDBDriver().connect("jdbc:duckdb:", new Properties()).unwrap(DuckDBConnection.class);
            try (Statement settings = database.createStatement()) {
                settings.execute("SET threads = " + limits.threads());
                settings.execute("SET parquet_metadata_cache = true");
                settings.execute("SET TimeZone = 'UTC'");
                settings.execute("SET temp_directory = " + quoted(spill.toAbsolutePath()));
                settings.execute("SET allowed_directories = [" + quoted(readable.toAbsolutePath()) + "]");
                settings.execute("SET enable_external_access = false");
                settings.execute("SET memory_limit = '" + limits.memoryBytes() + "B'");
                settings.execute("SET lock_configuration = true");
            }
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not start", e);
        }
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
