package io.tidemark.scan.snapshot;

import io.tidemark.scan.parquet.Column;
import io.tidemark.scan.parquet.Table;

import java.io.DataInput;
import java.io.DataOutput;
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

    private TableWriter(WriterLimits limits, Table entries, Table directories) {
        this.limits = limits;
        this.entries = entries;
        this.directories = directories;
    }

    /// Makes one of a table's kind.
    private interface Maker {
        Table make(String name, List<Column> columns) throws IOException;
    }

    /// Begins both tables, in a folder that holds nothing else from then on.
    ///
    /// @throws IOException when the files cannot be begun
    static TableWriter create(WriterLimits limits, Path folder) throws IOException {
        try {
            DurableFiles.empty(folder);
            return make(limits, (name, columns) -> Table.create(folder, name, columns, limits.fileBytes()));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Goes on with both from where {@link #save} said they were.
    ///
    /// @throws IOException when what was saved is not there any more
    static TableWriter resume(WriterLimits limits, Path folder, DataInput saved) throws IOException {
        return make(limits, (name, columns) -> Table.resume(folder, name, columns, limits.fileBytes(), saved));
    }

    private static TableWriter make(WriterLimits limits, Maker maker) throws IOException {
        Table entries = maker.make("entries", EntrySink.COLUMNS);
        try {
            return new TableWriter(limits, entries, maker.make("directories", DirectorySink.COLUMNS));
        } catch (IOException e) {
            entries.close();
            throw e;
        }
    }

    /// Makes durable what was written, and says how far it goes; each thread has finished its sinks before.
    synchronized void save(DataOutput out) throws IOException {
        entries.save(out);
        directories.save(out);
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
