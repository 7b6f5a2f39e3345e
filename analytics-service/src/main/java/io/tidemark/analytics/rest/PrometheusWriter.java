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

/// Answers `Accept: text/plain` of folder usage.
@Provider
@Produces(PrometheusWriter.TEXT)
public class PrometheusWriter implements MessageBodyWriter<FolderMetricsAnswer> {
    static final String TEXT = "text/plain";

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
        headers.putSingle(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
        out.write(answer.exposition().text(false).getBytes(StandardCharsets.UTF_8));
    }
}
