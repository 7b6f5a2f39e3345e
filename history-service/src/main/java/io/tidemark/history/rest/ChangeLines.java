package io.tidemark.history.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.delta.ChangeStream;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.StreamingOutput;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Changes as JSON lines, written as the reader takes them. Where not all of them can be read, the connection is broken
/// off: an orderly end would say that these were all.
record ChangeLines(ChangeStream changes, ObjectMapper json, HttpServerRequest request) implements StreamingOutput {

    private static final int BUFFER = 1 << 16;

    @Override
    public void write(OutputStream out) throws IOException {
        try (changes;
                JsonGenerator lines = json.createGenerator(new BufferedOutputStream(out, BUFFER))) {
            lines.setRootValueSeparator(null);
            write(lines);
        }
    }

    /// Broken off before what was begun is closed in order.
    private void write(JsonGenerator lines) throws IOException {
        try {
            changes.to(change -> {
                lines.writePOJO(change);
                lines.writeRaw('\n');
            });
        } catch (IOException | RuntimeException e) {
            request.response().reset();
            throw e;
        }
    }
}
