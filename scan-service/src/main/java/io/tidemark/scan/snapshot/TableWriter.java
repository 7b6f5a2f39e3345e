package io.tidemark.scan.snapshot;

import io.tidemark.scan.parquet.Column;
import io.tidemark.scan.parquet.Table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Both tables of one snapshot while a walk fills them, each walking thread through sinks of its own.
final class TableWriter implements AutoCloseable {

    /// Directories are fewer by far and their rows larger: what waits in memory stays small.
    private static final int DIRECTORY_SHARE = 4;

    private final WriterLimits limits;
    private final Table entries;
    private final Table directories;
    private final List<TableSink<?>> sinks = new ArrayList<>();

    /// @throws IOException when the files cannot be begun, or are there already
    TableWriter(WriterLimits limits, Path folder) throws IOException {
        this.limits = limits;
        this.entries = begin(folder, "entries", EntrySink.COLUMNS);
        this.directories = begin(folder, "directories", DirectorySink.COLUMNS);
    }

    private Table begin(Path folder, String name, List<Column> columns) throws IOException {
        try {
            return new Table(folder, name, columns, limits.fileBytes());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Says that it was the snapshot that could not be written, not the tree that could not be read.
    static IOException failure(IOException e) {
        return new IOException("cannot write tables: " + e.getMessage(), e);
    }

    synchronized EntrySink entries() {
        EntrySink sink = new EntrySink(entries, limits.rowGroupRows());
        sinks.add(sink);
        return sink;
    }

    synchronized DirectorySink directories() {
        DirectorySink sink = new DirectorySink(directories, limits.rowGroupRows() / DIRECTORY_SHARE);
        sinks.add(sink);
        return sink;
    }

    /// Ends the files and makes them durable; each thread has finished its sinks before.
    synchronized WrittenTables finish() throws IOException {
        List<WrittenTables.WrittenFile> files = new ArrayList<>();
        finish(entries, "entries", files);
        finish(directories, "directories", files);
        return new WrittenTables(files);
    }

    private static void finish(Table table, String kind, List<WrittenTables.WrittenFile> files) throws IOException {
        try {
            for (Table.Part part : table.finish()) {
                files.add(new WrittenTables.WrittenFile(part.path(), kind, part.rows()));
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        sinks.forEach(TableSink::close);
        try (entries;
                directories) {
            sinks.clear();
        }
    }
}
