package io.tidemark.auth.rest;

import io.vertx.core.http.HttpServerRequest;

/// Where a request comes from.
final class Addresses {
    private Addresses() {}

    static String of(HttpServerRequest request) {
        return request.remoteAddress() == null
                ? "unknown"
                : request.remoteAddress().hostAddress();
    }
}
