package io.tidemark.scan.parquet;

import java.io.IOException;
import java.util.List;

/// The rows that one thread collects until they are worth a row group. The columns are filled from outside, each with
/// the same number of rows, before this is asked anything.
public final class RowGroup implements AutoCloseable {

    /// Paths may be as long as their directories are deep: more text than this ends a row group early.
    private static final long MOST_TEXT = 8 << 20;

    /// zstd's fastest: higher levels take twice the time for a twentieth less.
    private static final int LEVEL = 1;

    private final Table table;
    private final List<ColumnBuffer> columns;
    private final int mostRows;
    private final Pages pages;

    /// @param columns one for each of the table's, in its order
    /// @param mostRows rows at which a row group is full
    public RowGroup(Table table, List<ColumnBuffer> columns, int mostRows) {
        if (!columns.stream().map(ColumnBuffer::column).toList().equals(table.columns())) {
            throw new IllegalArgumentException("the columns are not those of the table");
        }
        this.table = table;
        this.columns = List.copyOf(columns);
        this.mostRows = mostRows;
        this.pages = new Pages(LEVEL);
    }

    public boolean isFull() {
        return rows() >= mostRows || textBytes() >= MOST_TEXT;
    }

    private int rows() {
        return columns.getFirst().rows();
    }

    private long textBytes() {
        long bytes = 0;
        for (ColumnBuffer column : columns) {
            bytes += column.textBytes();
        }
        return bytes;
    }

    /// Writes what was collected to the table, and begins anew; writes nothing where there is nothing.
    ///
    /// @throws IOException when it cannot be written; the table is then of no use any more
    public void flush() throws IOException {
        int rows = rows();
        if (rows == 0) {
            return;
        }
        pages.clear();
        for (ColumnBuffer column : columns) {
            if (column.rows() != rows) {
                throw new IllegalStateException(column.column().name() + " has another number of rows");
            }
            column.encode(pages);
        }
        table.append(pages, rows);
    }

    @Override
    public void close() {
        pages.close();
    }
}
