package io.tidemark.history.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.delta.ChangeStream;
import jakarta.ws.rs.core.StreamingOutput;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Changes as JSON lines, written as the reader takes them. Where not all of them can be read, the connection is broken
/// off: an orderly end would say that these were all.
record ChangeLines(ChangeStream changes, ObjectMapper json) implements StreamingOutput {

    private static final int BUFFER = 1 << 16;

    /// Does not close the stream: who closes it says that all came, also after a failure. It is ended where this
    /// returns, and the connection broken off where this throws.
    @Override
    public void write(OutputStream out) throws IOException {
        try (changes) {
            JsonGenerator lines = json.createGenerator(new BufferedOutputStream(out, BUFFER));
            lines.setRootValueSeparator(null);
            changes.to(change -> {
                lines.writePOJO(change);
                lines.writeRaw('\n');
            });
            lines.flush();
        }
    }
}
