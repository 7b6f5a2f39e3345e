package io.tidemark.scan.parquet;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A table on its way into Parquet files named `<name>-00000.parquet` and on. Row groups may be appended by several
/// threads at once; a file is one only when {@link #finish} has put the footers behind them.
public final class Table implements AutoCloseable {

    private final Path folder;
    private final String name;
    private final List<Column> columns;
    private final long fileBytes;
    private final List<TableFile> files = new ArrayList<>();

    private Table(Path folder, String name, List<Column> columns, long fileBytes) {
        this.folder = folder;
        this.name = name;
        this.columns = List.copyOf(columns);
        this.fileBytes = fileBytes;
    }

    /// Begins a table.
    ///
    /// @param fileBytes a file that would grow beyond this is followed by another
    /// @throws IOException when the first file cannot be begun, or is there already
    public static Table create(Path folder, String name, List<Column> columns, long fileBytes) throws IOException {
        Table table = new Table(folder, name, columns, fileBytes);
        table.begin();
        return table;
    }

    /// Goes on with a table from where {@link #save} said it was, whatever was written after that.
    ///
    /// @throws IOException when what was saved then is not there any more
    public static Table resume(Path folder, String name, List<Column> columns, long fileBytes, DataInput saved)
            throws IOException {
        Table table = new Table(folder, name, columns, fileBytes);
        try {
            table.load(saved);
        } catch (IOException e) {
            table.close();
            throw e;
        }
        return table;
    }

    private synchronized void load(DataInput saved) throws IOException {
        for (int left = saved.readInt(); left > 0; left--) {
            files.add(TableFile.resume(nextPath(), saved));
        }
        for (int later = files.size(); Files.deleteIfExists(path(later)); later++) {
            // Begun after what was saved.
        }
    }

    /// Makes durable what was appended, and writes down how far it goes. No row group may be under way.
    public synchronized void save(DataOutput out) throws IOException {
        out.writeInt(files.size());
        for (TableFile file : files) {
            file.save(out);
        }
    }

    /// One finished file.
    public record Part(Path path, long rows) {}

    List<Column> columns() {
        return columns;
    }

    private synchronized TableFile begin() throws IOException {
        TableFile file = TableFile.create(nextPath());
        files.add(file);
        return file;
    }

    private Path nextPath() {
        return path(files.size());
    }

    private Path path(int number) {
        return folder.resolve("%s-%05d.parquet".formatted(name, number));
    }

    void append(Pages pages, int rows) throws IOException {
        TableFile file;
        long position;
        synchronized (this) {
            file = files.getLast();
            if (!file.isEmpty() && file.end() + pages.out().size() > fileBytes) {
                file = begin();
            }
            position = file.reserve(pages.out().size());
        }
        file.write(pages.out(), position);
        file.add(position, rows, pages.describe(position, rows));
    }

    /// Ends all files. No row group may be under way.
    ///
    /// @throws IOException when it cannot be written
    public synchronized List<Part> finish() throws IOException {
        List<Part> parts = new ArrayList<>();
        for (TableFile file : files) {
            file.finish(columns);
            parts.add(new Part(file.path(), file.rows()));
        }
        return parts;
    }

    @Override
    public synchronized void close() throws IOException {
        for (TableFile file : files) {
            file.close();
        }
    }
}
