package io.tidemark.analytics.rest;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/// Answers `Accept: application/openmetrics-text` of folder usage.
@Provider
@Produces(OpenMetricsWriter.OPEN)
public class OpenMetricsWriter implements MessageBodyWriter<FolderMetricsAnswer> {
    static final String OPEN = "application/openmetrics-text";

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == FolderMetricsAnswer.class;
    }

    @Override
    public void writeTo(
            FolderMetricsAnswer answer,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        headers.putSingle(HttpHeaders.CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8");
        out.write(answer.exposition().text(true).getBytes(StandardCharsets.UTF_8));
    }
}
