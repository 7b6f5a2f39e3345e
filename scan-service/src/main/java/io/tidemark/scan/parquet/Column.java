package io.tidemark.scan.parquet;

/// One column of a table.
///
/// @param nullable whether a row may have no value here
public record Column(String name, ColumnType type, boolean nullable) {

    public Column {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a column has a name");
        }
    }

    /// A column that has a value in each row.
    public static Column of(String name, ColumnType type) {
        return new Column(name, type, false);
    }

    public static Column nullable(String name, ColumnType type) {
        return new Column(name, type, true);
    }
}
