package io.tidemark.analytics.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;

import java.io.OutputStream;

/// Answers `Accept: text/csv`.
@Provider
@Produces(TableFormats.CSV)
public class CsvWriter extends RowsWriter implements MessageBodyWriter<Rows> {
    private final Csv csv;

    public CsvWriter(ObjectMapper json) {
        this.csv = new Csv(json);
    }

    @Override
    void write(Rows table, OutputStream out) {
        csv.write(table, line -> send(line, out));
    }
}
