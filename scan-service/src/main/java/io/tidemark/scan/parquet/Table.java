package io.tidemark.scan.parquet;

import java.io.IOException;
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

    /// @param fileBytes a file that would grow beyond this is followed by another
    /// @throws IOException when the first file cannot be begun, or is there already
    public Table(Path folder, String name, List<Column> columns, long fileBytes) throws IOException {
        this.folder = folder;
        this.name = name;
        this.columns = List.copyOf(columns);
        this.fileBytes = fileBytes;
        begin();
    }

    /// One finished file.
    public record Part(Path path, long rows) {}

    List<Column> columns() {
        return columns;
    }

    private TableFile begin() throws IOException {
        TableFile file = TableFile.create(folder.resolve("%s-%05d.parquet".formatted(name, files.size())));
        files.add(file);
        return file;
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
