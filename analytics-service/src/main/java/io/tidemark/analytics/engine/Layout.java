package io.tidemark.analytics.engine;

/// How a Parquet file is laid out for those who read it.
public enum Layout {
    /// So that one row can be read without many others.
    SMALL_BLOCKS("(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 4096)"),
    /// So that all texts can be read quickly: lengths apart from texts, and what unpacks three times as fast as zstd.
    READ_WHOLE("(FORMAT parquet, PARQUET_VERSION v2, COMPRESSION lz4_raw, ROW_GROUP_SIZE 122880)");

    private final String form;

    Layout(String form) {
        this.form = form;
    }

    String form() {
        return form;
    }
}
