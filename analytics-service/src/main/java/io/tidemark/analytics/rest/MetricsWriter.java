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

/// Writes folder usage as OpenMetrics or in the older text form of Prometheus, whichever was asked for.
@Provider
@Produces({MetricsWriter.TEXT, MetricsWriter.OPEN})
public class MetricsWriter implements MessageBodyWriter<FolderMetricsAnswer> {
    static final String TEXT = "text/plain";
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
        boolean open = mediaType.isCompatible(MediaType.valueOf(OPEN));
        String form = open ? OPEN + "; version=1.0.0" : TEXT + "; version=0.0.4";
        headers.putSingle(HttpHeaders.CONTENT_TYPE, form + "; charset=utf-8");
        out.write(answer.exposition().text(open).getBytes(StandardCharsets.UTF_8));
    }
}
