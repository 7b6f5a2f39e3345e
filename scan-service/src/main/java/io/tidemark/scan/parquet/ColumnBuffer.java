package io.tidemark.scan.parquet;

/// The values of one column that will be one row group. Emptied when they were encoded; its room is reused.
public abstract sealed class ColumnBuffer permits NumberBuffer, FlagBuffer, TextBuffer, DistinctTextBuffer {

    private final Column column;
    private final Ints levels = new Ints();
    private int rows;
    private int nulls;

    ColumnBuffer(Column column) {
        this.column = column;
    }

    final Column column() {
        return column;
    }

    final int rows() {
        return rows;
    }

    final int nulls() {
        return nulls;
    }

    final int present() {
        return rows - nulls;
    }

    /// Adds a row without a value.
    ///
    /// @throws IllegalArgumentException where each row must have one
    public final void addNull() {
        if (!column.nullable()) {
            throw new IllegalArgumentException(column.name() + " must have a value");
        }
        levels.add(0);
        rows++;
        nulls++;
    }

    /// Notes rows that have a value.
    final void addPresent(int count) {
        rows += count;
        if (column.nullable()) {
            for (int i = 0; i < count; i++) {
                levels.add(1);
            }
        }
    }

    /// Appends which rows have a value; nothing where all must.
    final void encodeLevels(Bytes out) {
        if (column.nullable()) {
            Hybrid.encode(levels.array(), rows, 1, out);
        }
    }

    /// Bytes of text it holds; numbers do not count, for rows bound them.
    abstract long textBytes();

    /// Writes the column's pages.
    final void encode(Pages pages) {
        if (present() == 0) {
            pages.dataPage(this, Encoding.PLAIN, null);
        } else {
            encodeValues(pages);
        }
        levels.clear();
        rows = 0;
        nulls = 0;
        clearValues();
    }

    /// Writes the column's pages; there is at least one value.
    abstract void encodeValues(Pages pages);

    abstract void clearValues();
}
