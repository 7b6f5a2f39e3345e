package io.tidemark.scan.parquet;

/// What the values of a column are, in the terms of the format (`parquet.thrift`).
public enum ColumnType {
    /// UTF-8.
    TEXT(6),
    BINARY(6),
    LONG(2),
    INT(1),
    BOOLEAN(0),
    /// Microseconds since 1970, UTC.
    TIME(2);

    private static final int UTF8 = 0;
    private static final int TIMESTAMP_MICROS = 10;
    private static final int STRING = 1;
    private static final int TIMESTAMP = 8;
    private static final int MICROS = 2;

    private final int physical;

    ColumnType(int physical) {
        this.physical = physical;
    }

    int physical() {
        return physical;
    }

    /// The fields 6 to 10 of a `SchemaElement`: how the physical type is to be understood.
    void describe(Thrift element, int fieldId) {
        switch (this) {
            case TEXT ->
                element.number(6, UTF8)
                        .number(9, fieldId)
                        .struct(10)
                        .struct(STRING)
                        .close()
                        .close();
            case TIME -> {
                element.number(6, TIMESTAMP_MICROS).number(9, fieldId).struct(10);
                element.struct(TIMESTAMP).flag(1, true).struct(2).struct(MICROS).close();
                element.close().close().close();
            }
            case BINARY, LONG, INT, BOOLEAN -> element.number(9, fieldId);
        }
    }
}
