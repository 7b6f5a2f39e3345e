package io.tidemark.platform.trace;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.MDC;

/// Gives every request its trace before anything else looks at it, and names it in the answer.
@Singleton
class TraceFilter {
    private static final int FIRST = 20_000;

    /// The header of answers (W3C Trace Context Level 2, section 3.5).
    private static final String ANSWER = "traceresponse";

    void register(@Observes Filters filters) {
        filters.register(TraceFilter::begin, FIRST);
    }

    private static void begin(RoutingContext request) {
        String id = Trace.of(request.request().getHeader(Trace.HEADER));
        MDC.put(Trace.KEY, id);
        request.response().putHeader(ANSWER, Trace.header(id));
        request.next();
    }
}
