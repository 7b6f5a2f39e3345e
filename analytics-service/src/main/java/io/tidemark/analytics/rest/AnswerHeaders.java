package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Basis;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts on every answer what its body may not say: an entity tag, whether it is complete, and the cursor
/// of the next page (CSV and JSON lines have no place for the last two).
///
/// Snapshots never change, so the same question over the same snapshots has the same answer, but for
/// their age: the tag is weak and made from the address, the format and the snapshots alone.
class AnswerHeaders {
    @ServerResponseFilter
    public void add(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(response.getEntity() instanceof Grounded answer)) {
            return;
        }
        String tag = tag(request, response, answer.basis());
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle(HttpHeaders.ETAG, tag);
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        headers.putSingle(HttpHeaders.VARY, "Accept, Authorization");
        headers.putSingle("Tidemark-Complete", String.valueOf(answer.basis().complete()));
        if (answer instanceof Tabular table && table.next() != null) {
            headers.putSingle("Tidemark-Next-Cursor", table.next());
        }
        if (matches(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
            response.setEntity(null);
            response.setStatus(304);
        }
    }

    private static String tag(ContainerRequestContext request, ContainerResponseContext response, Basis basis) {
        String content = Stream.of(
                        request.getUriInfo().getRequestUri(),
                        response.getMediaType(),
                        basis.snapshots().stream().map(Basis.Used::id).toList(),
                        basis.missing(),
                        basis.setAside(),
                        basis.stale())
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
        return "W/\"" + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)) + "\"";
    }

    private static boolean matches(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && Stream.of(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .anyMatch(t -> t.equals("*") || t.equals(tag));
    }
}
