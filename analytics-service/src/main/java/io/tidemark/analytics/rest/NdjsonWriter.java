package io.tidemark.analytics.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Answers `Accept: application/x-ndjson`: one JSON object a line for each item.
@Provider
@Produces(TableFormats.NDJSON)
public class NdjsonWriter extends RowsWriter implements MessageBodyWriter<Rows> {
    private final ObjectMapper json;

    public NdjsonWriter(ObjectMapper json) {
        this.json = json;
    }

    @Override
    void write(Rows table, OutputStream out) {
        table.each(row -> send(line(row), out));
    }

    private byte[] line(Record row) {
        try {
            return (json.writeValueAsString(row) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row cannot be written as JSON", e);
        }
    }
}
