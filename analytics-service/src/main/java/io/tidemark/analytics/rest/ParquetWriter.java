package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Asker;
import io.tidemark.analytics.export.ParquetExport;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;

import java.io.IOException;
import java.io.OutputStream;

/// Answers `Accept: application/vnd.apache.parquet`.
@Provider
@Produces(TableFormats.PARQUET)
public class ParquetWriter extends RowsWriter implements MessageBodyWriter<Rows> {
    private static final String NAME = "exports";

    private final ParquetExport export;

    public ParquetWriter(ParquetExport export) {
        this.export = export;
    }

    @Override
    void write(Rows table, OutputStream out) throws IOException {
        export.write(table.itemType(), table::each, Asker.named(NAME), out);
    }
}
