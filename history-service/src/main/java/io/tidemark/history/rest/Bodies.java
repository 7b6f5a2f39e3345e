package io.tidemark.history.rest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.ingest.BoundedBody;
import io.tidemark.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Reads what people send, which is small: the service's own limit is that of snapshots.
@ApplicationScoped
class Bodies {

    private static final long MAX_JSON = 1 << 20;
    private static final long MAX_TEXT = 8 << 20;
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private final ObjectMapper mapper;

    Bodies(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    <T> T json(InputStream body, Class<T> type) throws IOException {
        return given(mapper.readValue(BoundedBody.read(body, MAX_JSON), type));
    }

    Map<String, @Nullable Object> object(InputStream body) throws IOException {
        return given(mapper.readValue(BoundedBody.read(body, MAX_JSON), OBJECT));
    }

    String text(InputStream body) throws IOException {
        return new String(BoundedBody.read(body, MAX_TEXT), StandardCharsets.UTF_8);
    }

    private static <T> T given(@Nullable T value) {
        if (value == null) {
            throw ProblemException.field("body", "must not be null");
        }
        return value;
    }
}
