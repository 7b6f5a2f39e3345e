package io.tidemark.scan.snapshot;

import io.tidemark.scan.walk.DirectoryBatch;
import io.tidemark.scan.walk.EntryBatch;
import io.tidemark.scan.walk.Walk;
import io.tidemark.scan.walk.WalkAborted;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/// Writes both tables of a walk while it runs, each by a query of its own in one embedded database that holds
/// nothing.
final class TableWriter {

    private final WriterLimits limits;
    private final Path folder;

    TableWriter(WriterLimits limits, Path folder) {
        this.limits = limits;
        this.folder = folder;
    }

    /// Runs the walk and writes what it delivers until it ends.
    ///
    /// @throws IOException when the walk cannot start or writing fails
    WrittenTables write(Walk walk, BatchQueue<EntryBatch> entries, BatchQueue<DirectoryBatch> directories)
            throws IOException {
        try (Connection first = open();
                Connection second = first.unwrap(DuckDBConnection.class).duplicate()) {
            ParquetTable entryTable =
                    new ParquetTable(first, new EntryColumns(entries, limits.threads()), "entries", folder);
            ParquetTable directoryTable =
                    new ParquetTable(second, new DirectoryColumns(directories, 1), "directories", folder);
            Consumer<Throwable> abort = reason -> {
                entries.abort(reason);
                directories.abort(reason);
            };
            FutureTask<List<Path>> writingEntries = start(walk, abort, () -> entryTable.write(limits));
            FutureTask<List<Path>> writingDirectories = start(walk, abort, () -> directoryTable.write(limits));
            try {
                runWalk(walk, abort);
                entries.finish();
                directories.finish();
            } finally {
                waitFor(writingEntries);
                waitFor(writingDirectories);
            }
            List<WrittenTables.WrittenFile> files = new ArrayList<>();
            addFiles(first, "entries", result(writingEntries), files);
            addFiles(first, "directories", result(writingDirectories), files);
            return new WrittenTables(files);
        } catch (SQLException e) {
            throw new IOException("cannot write tables: " + e.getMessage(), e);
        }
    }

    /// Where the walk ends early, writing ends too.
    private static void runWalk(Walk walk, Consumer<Throwable> abort) throws IOException {
        try {
            walk.run();
        } catch (IOException | RuntimeException | Error e) {
            abort.accept(e);
            if (e instanceof WalkAborted && e.getCause() instanceof IOException cause) {
                throw new IOException(cause.getMessage(), cause);
            }
            throw e;
        }
    }

    private static FutureTask<List<Path>> start(Walk walk, Consumer<Throwable> abort, Callable<List<Path>> writing) {
        FutureTask<List<Path>> task = new FutureTask<>(() -> {
            try {
                return writing.call();
            } catch (SQLException | IOException | RuntimeException e) {
                IOException reason = new IOException("cannot write tables: " + e.getMessage(), e);
                walk.fail(reason);
                abort.accept(reason);
                throw e;
            }
        });
        Thread.ofPlatform().name("write-tables").start(task);
        return task;
    }

    /// Asks the driver itself: the platform's list of drivers depends on who loads classes.
    private Connection open() throws SQLException {
        return new DuckDBDriver().connect("jdbc:duckdb:", settings());
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("threads", Integer.toString(limits.threads() + 1));
        settings.setProperty("memory_limit", limits.memoryBytes() + "B");
        settings.setProperty("preserve_insertion_order", "false");
        settings.setProperty("temp_directory", folder.resolve("spill").toString());
        return settings;
    }

    private static void addFiles(
            Connection connection, String kind, List<Path> paths, List<WrittenTables.WrittenFile> files)
            throws SQLException {
        try (PreparedStatement rows = connection.prepareStatement("SELECT num_rows FROM parquet_file_metadata(?)")) {
            for (Path path : paths) {
                rows.setString(1, path.toString());
                try (ResultSet result = rows.executeQuery()) {
                    result.next();
                    files.add(new WrittenTables.WrittenFile(path, kind, result.getLong(1)));
                }
            }
        }
    }

    private static void waitFor(FutureTask<?> task) {
        boolean interrupted = false;
        while (!task.isDone()) {
            try {
                task.get();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Path> result(FutureTask<List<Path>> task) throws IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IOException("cannot write tables: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
