package io.tidemark.auth.rest;

import io.tidemark.auth.token.Origin;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// Where a request comes from.
final class Addresses {
    private Addresses() {}

    static String of(HttpServerRequest request) {
        return request.remoteAddress() == null
                ? "unknown"
                : request.remoteAddress().hostAddress();
    }

    static Origin origin(HttpServerRequest request) {
        @Nullable String agent = request.getHeader("User-Agent");
        return new Origin(of(request), agent == null ? "" : agent);
    }
}
