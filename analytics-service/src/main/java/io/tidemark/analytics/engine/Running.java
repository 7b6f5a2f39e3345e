package io.tidemark.analytics.engine;

import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One query on its way through DuckDB, which can be stopped from outside.
final class Running implements Work {
    private final DuckDBConnection database;
    private final Binding binding;
    private final Consumer<Row> rows;
    private @Nullable PreparedStatement statement;
    private boolean stopped;
    private volatile boolean tookTooLong;

    Running(DuckDBConnection database, Binding binding, Consumer<Row> rows) {
        this.database = database;
        this.binding = binding;
        this.rows = rows;
    }

    @Override
    public void run(ScheduledExecutorService timer, Duration limit) throws SQLException {
        try (Connection connection = database.duplicate();
                PreparedStatement prepared = connection.prepareStatement(binding.sql())) {
            ScheduledFuture<?> alarm = timer.schedule(this::timeOut, limit.toMillis(), TimeUnit.MILLISECONDS);
            try {
                begin(prepared);
                binding.bind(connection, prepared);
                read(prepared);
            } finally {
                alarm.cancel(false);
                end();
            }
        }
    }

    @Override
    public boolean tookTooLong() {
        return tookTooLong;
    }

    @Override
    public boolean matches() {
        return binding.parameters().stream().anyMatch(Regex.class::isInstance);
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        if (statement != null) {
            cancel(statement);
        }
    }

    private void timeOut() {
        tookTooLong = true;
        stop();
    }

    private synchronized void begin(PreparedStatement prepared) throws SQLException {
        if (stopped) {
            throw new SQLException("stopped before it began");
        }
        statement = prepared;
    }

    private synchronized void end() {
        statement = null;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private void read(PreparedStatement prepared) throws SQLException {
        if (!prepared.execute()) {
            return;
        }
        try (ResultSet result = prepared.getResultSet()) {
            Row row = new JdbcRow(result);
            while (result.next()) {
                // DuckDB forgets a stop that comes between two reads.
                if (isStopped()) {
                    throw new SQLException("stopped while it was read");
                }
                rows.accept(row);
            }
        }
    }

    private static void cancel(PreparedStatement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not stop", e);
        }
    }
}
