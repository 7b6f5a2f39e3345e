package io.tidemark.platform.header;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import java.util.Map;

/// Adds security headers to whatever a service answers. Nothing of ours is a page: a browser that
/// is led to an answer runs, loads and frames nothing.
@Singleton
class SecurityHeaders {
    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin");
    /// Means something over TLS only (RFC 6797 section 7.2).
    private static final String TLS_ONLY = "max-age=31536000";
    /// Before all routes, so that what none of them answers has them too.
    private static final int FIRST = 10_000;

    void register(@Observes Filters filters) {
        filters.register(SecurityHeaders::add, FIRST);
    }

    private static void add(RoutingContext request) {
        MultiMap headers = request.response().headers();
        ALWAYS.forEach(headers::set);
        if (request.request().isSSL()) {
            headers.set("Strict-Transport-Security", TLS_ONLY);
        }
        request.addHeadersEndHandler(ignored -> forbidStoring(headers));
        request.next();
    }

    /// What says nothing of caches is kept by none; what has a tag may be asked for again by who
    /// got it.
    private static void forbidStoring(MultiMap headers) {
        if (!headers.contains("Cache-Control")) {
            headers.set("Cache-Control", headers.contains("ETag") ? "private, no-cache" : "no-store");
        }
    }
}
