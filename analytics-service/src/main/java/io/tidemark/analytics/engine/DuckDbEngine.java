package io.tidemark.analytics.engine;

import io.tidemark.platform.problem.ProblemException;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// DuckDB inside this process, in memory, on threads of its own. It is locked before its first query: it
/// reads nothing outside two folders, loads no extension, and takes no settings any more.
public final class DuckDbEngine implements Engine {
    private static final int SLICE = 20_480;
    private static final String SLICES = "(FORMAT parquet, ROW_GROUP_SIZE 20480)";
    private static final String INVALID = "Invalid Input Error: ";

    private final EngineLimits limits;
    private final DuckDBConnection database;
    private final Path exports;
    private final FairDesk desk;
    /// Look-ups have a desk of their own, where nothing takes long: they take turns, and never wait for
    /// a query.
    private final FairDesk lookupDesk;
    private final Places places;
    private final MappedFiles<KeyedFile> keyed = new MappedFiles<>();
    private final MappedFiles<StampedFile> stamped = new MappedFiles<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("engine-timer").factory());

    /// Starts DuckDB and locks it.
    ///
    /// @param readable the folder whose files can be read
    /// @param exports the folder where tables are made
    /// @param spill where queries that outgrow the memory put their intermediate results
    /// @throws IllegalStateException where DuckDB does not start
    public DuckDbEngine(Path readable, Path exports, Path spill, EngineLimits limits) {
        this.limits = limits;
        this.exports = exports;
        this.places = new Places(limits.exports());
        this.database = connect();
        lock(database, readable, exports, spill, limits);
        this.desk = new FairDesk(limits.concurrency(), limits.queue(), limits.queueEach());
        this.lookupDesk = new FairDesk(limits.threads(), limits.queue(), limits.queueEach());
    }

    @Override
    public <T> List<T> ask(Query query, List<HeldSnapshot> over, Asker asker, Row.Reader<T> reader) {
        List<T> rows = new ArrayList<>();
        run(query, over, asker, limits.timeout(), row -> {
            if (rows.size() == limits.rows()) {
                throw EngineProblem.rows(limits.rows());
            }
            rows.add(reader.read(row));
        });
        return rows;
    }

    /// The answer goes to disk first and is read from there in slices: what goes wrong is known before the
    /// first row is given away, and a slow consumer holds up nobody else.
    @Override
    public <T> void stream(
            Query query, List<HeldSnapshot> over, Asker asker, Row.Reader<T> reader, Consumer<? super T> consumer) {
        if (over.isEmpty()) {
            return;
        }
        Places.Place place = places.take();
        try {
            Path rows = Files.createTempFile(exports, "rows-", ".parquet");
            try {
                copy(Binding.of(query, over), SLICES, rows, asker);
                slices(rows, asker, reader, consumer);
            } finally {
                Files.delete(rows);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder for exports cannot be used", e);
        } finally {
            place.close();
        }
    }

    @Override
    public void write(Query query, List<HeldSnapshot> over, Asker asker, Layout layout, Path target) {
        copy(Binding.of(query, over), layout.form(), target, asker);
    }

    @Override
    public void write(Keyed table, HeldSnapshot of, Asker asker, Path target) {
        Query query = of.snapshot().hasFoldersAlone() ? table.ofFoldersAlone() : table.query();
        if (query == null) {
            throw new IllegalArgumentException("without entries there is no table " + table.name());
        }
        try {
            Path rows = Files.createTempFile(exports, "keyed-", ".parquet");
            try (KeyedWriter writer = new KeyedWriter(target, table.columns())) {
                copy(Binding.of(query, List.of(of)), SLICES, rows, asker);
                slices(
                        rows,
                        asker,
                        row -> {
                            writer.add(row);
                            return row;
                        },
                        row -> {});
            } finally {
                Files.delete(rows);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A keyed table cannot be written", e);
        }
    }

    @Override
    public void write(Stamped table, HeldSnapshot of, Asker asker, Path target) {
        try {
            Path rows = Files.createTempFile(exports, "stamped-", ".parquet");
            try (StampedWriter writer = new StampedWriter(target)) {
                copy(Binding.of(table.query(), List.of(of)), SLICES, rows, asker);
                for (String column : StampedWriter.COLUMNS) {
                    slices(rows, asker, row -> row.number(column), value -> writer.add(column, value));
                }
            } finally {
                Files.delete(rows);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A stamped table cannot be written", e);
        }
    }

    @Override
    public List<Repeat> repeats(
            Stamped table, Repeat.@Nullable Place after, int limit, List<HeldSnapshot> over, Asker asker) {
        List<StampedFile> files = over.stream()
                .map(held -> stamped.open(held.summary(table), StampedFile::open))
                .toList();
        Repeats repeats = new Repeats(over, files, after, Math.min(limit, limits.rows()), limits.threads());
        run(repeats, asker, limits.timeout());
        return repeats.found();
    }

    @Override
    public void look(
            Keyed table,
            Function<HeldSnapshot, KeyRange> keys,
            List<HeldSnapshot> over,
            Asker asker,
            Consumer<? super Row> rows) {
        Lookup lookup = new Lookup(
                held -> keyed.open(held.summary(table), path -> KeyedFile.open(path, table.columns())),
                keys,
                over,
                rows);
        run(lookupDesk, lookup, asker, limits.timeout());
    }

    private void copy(Binding binding, String form, Path target, Asker asker) {
        List<Object> parameters = new ArrayList<>(binding.parameters());
        parameters.add(target.toAbsolutePath().toString());
        Binding copy = new Binding("COPY (" + binding.sql() + ") TO ? " + form, parameters);
        run(new Running(database, copy, row -> {}), asker, limits.exportTimeout());
    }

    private <T> void slices(Path rows, Asker asker, Row.Reader<T> reader, Consumer<? super T> consumer) {
        List<T> slice = slice(rows, 0, asker, reader);
        for (long from = SLICE; !slice.isEmpty(); from += SLICE) {
            slice.forEach(consumer);
            slice = slice.size() < SLICE ? List.of() : slice(rows, from, asker, reader);
        }
    }

    private <T> List<T> slice(Path rows, long from, Asker asker, Row.Reader<T> reader) {
        List<T> slice = new ArrayList<>();
        Binding binding = new Binding(
                "SELECT * FROM read_parquet(?, file_row_number = true)"
                        + " WHERE file_row_number >= ? AND file_row_number < ? ORDER BY file_row_number",
                List.of(rows.toAbsolutePath().toString(), from, from + SLICE));
        run(new Running(database, binding, row -> slice.add(reader.read(row))), asker, limits.exportTimeout());
        return slice;
    }

    @Override
    public void close() {
        desk.close();
        lookupDesk.close();
        timer.shutdownNow();
        try {
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not close", e);
        }
    }

    @Override
    public int waiting() {
        return desk.waiting() + lookupDesk.waiting();
    }

    @Override
    public void toParquet(Path lines, List<Column> columns, Path target, Asker asker) {
        String table = columns.stream().map(Column::definition).collect(Collectors.joining(", ", "{", "}"));
        Binding copy = new Binding(
                "COPY (SELECT * FROM read_json(?, format = 'newline_delimited', columns = " + table
                        + ")) TO ? (FORMAT parquet, COMPRESSION zstd)",
                List.of(
                        lines.toAbsolutePath().toString(),
                        target.toAbsolutePath().toString()));
        run(new Running(database, copy, row -> {}), asker, limits.exportTimeout());
    }

    private void run(Query query, List<HeldSnapshot> over, Asker asker, Duration limit, Consumer<Row> rows) {
        if (!over.isEmpty()) {
            run(new Running(database, Binding.of(query, over), rows), asker, limit);
        }
    }

    private void run(Work running, Asker asker, Duration limit) {
        run(desk, running, asker, limit);
    }

    private void run(FairDesk at, Work running, Asker asker, Duration limit) {
        FutureTask<@Nullable Void> task = at.submit(asker.name(), () -> {
            running.run(timer, limit);
            return null;
        });
        Runnable leave = () -> {
            at.withdraw(asker.name(), task);
            running.stop();
        };
        Asker.Watch leaving = asker.whenGone(leave);
        try {
            await(task, asker, running, limit, leave);
        } finally {
            leaving.close();
        }
    }

    private static void await(FutureTask<?> task, Asker asker, Work running, Duration limit, Runnable leave) {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw problem(e.getCause() == null ? e : e.getCause(), asker, running, limit);
        } catch (CancellationException e) {
            throw asker.isGone() ? EngineProblem.gone() : EngineProblem.busy();
        } catch (InterruptedException e) {
            leave.run();
            Thread.currentThread().interrupt();
            throw EngineProblem.gone();
        }
    }

    private static RuntimeException problem(Throwable cause, Asker asker, Work running, Duration limit) {
        if (asker.isGone()) {
            return EngineProblem.gone();
        }
        return switch (cause) {
            case ProblemException problem -> problem;
            case Exception late when running.tookTooLong() -> EngineProblem.timeout(limit, late);
            case SQLException sql
            when String.valueOf(sql.getMessage()).contains("Out of Memory Error") -> EngineProblem.memory(sql);
            case SQLException sql
            when running.matches() && says(sql, INVALID) ->
                EngineProblem.pattern(String.valueOf(sql.getMessage()).substring(INVALID.length()));
            default -> new IllegalStateException("The query failed", cause);
        };
    }

    private static boolean says(SQLException e, String start) {
        return String.valueOf(e.getMessage()).startsWith(start);
    }

    /// Not over DriverManager, which only knows drivers of the class loader that asked for it first.
    private static DuckDBConnection connect() {
        try {
            return new DuckDBDriver().connect("jdbc:duckdb:", new Properties()).unwrap(DuckDBConnection.class);
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not start", e);
        }
    }

    /// The order matters: after external access is off, the folders cannot be changed; after the lock,
    /// nothing can.
    private static void lock(DuckDBConnection database, Path readable, Path exports, Path spill, EngineLimits limits) {
        try (Statement settings = database.createStatement()) {
            settings.execute("SET threads = " + limits.threads());
            settings.execute("SET parquet_metadata_cache = true");
            settings.execute("SET TimeZone = 'UTC'");
            settings.execute("SET temp_directory = " + quoted(spill.toAbsolutePath()));
            settings.execute("SET max_temp_directory_size = '" + limits.spillBytes() + "B'");
            settings.execute("SET allowed_directories = [" + quoted(readable.toAbsolutePath()) + ", "
                    + quoted(exports.toAbsolutePath()) + "]");
            settings.execute("SET enable_external_access = false");
            settings.execute("SET memory_limit = '" + limits.memoryBytes() + "B'");
            settings.execute("SET lock_configuration = true");
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not start", e);
        }
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
