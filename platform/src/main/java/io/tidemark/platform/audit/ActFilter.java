package io.tidemark.platform.audit;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenancy;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Brings every change that is asked for, and every table or file that somebody takes away, to the
/// audit log before it is done: what cannot be recorded is not done. How it ended is told too, by the
/// operation ([Change]) or by its answer. Runs behind the checks of rights.
class ActFilter {
    private static final Logger LOG = Logger.getLogger(ActFilter.class);
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final int LONGEST_TARGET = 500;

    private final Map<Method, Act> acts = new ConcurrentHashMap<>();
    private final DenialSink sink;
    private final Change change;
    private final SecurityIdentity identity;
    private final String service;
    private final boolean on;

    ActFilter(
            DenialSink sink,
            Change change,
            SecurityIdentity identity,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "platform.audit.acts", defaultValue = "true") boolean on) {
        this.sink = sink;
        this.change = change;
        this.identity = identity;
        this.service = service;
        this.on = on;
    }

    /// @throws ProblemException 503 where it cannot be recorded now
    @ServerRequestFilter
    public Uni<Void> before(ContainerRequestContext request, ResourceInfo resource, HttpServerRequest http) {
        Method method = resource.getResourceMethod();
        Act act = on && method != null ? acts.computeIfAbsent(method, Act::of) : null;
        if (act == null || !isWanted(act, request)) {
            return Uni.createFrom().voidItem();
        }
        Denial asked = asked(act.name(), request, http);
        change.asked(asked);
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> record(asked));
    }

    @ServerResponseFilter
    public void after(ContainerResponseContext response) {
        change.answered(response.getStatus());
    }

    /// A question may be too long for a query, so an export may be a POST.
    private boolean isWanted(Act act, ContainerRequestContext request) {
        if (act.changes() && !SAFE.contains(request.getMethod())) {
            return true;
        }
        String accept = String.valueOf(request.getHeaderString("Accept"));
        return (act.hands() || Act.isTable(accept)) && isSomebody();
    }

    /// Services read each other's tables all the time, and agents what is their own server's.
    private boolean isSomebody() {
        return identity.getPrincipal() instanceof JsonWebToken token
                && token.getClaim("server") == null
                && !Tenancy.ofClaim(token.<Object>getClaim(Tenancy.CLAIM)).isAll();
    }

    private Denial asked(String action, ContainerRequestContext request, HttpServerRequest http) {
        String target = request.getMethod() + " " + http.uri();
        String client =
                http.remoteAddress() == null ? "unknown" : http.remoteAddress().hostAddress();
        return new Denial(
                Instant.now(),
                service,
                action,
                identity.getPrincipal().getName(),
                client,
                "asked",
                target.substring(0, Math.min(target.length(), LONGEST_TARGET)),
                1);
    }

    private void record(Denial asked) {
        try {
            sink.record(List.of(asked));
        } catch (RuntimeException e) {
            LOG.warnf("action=%s not done, as the audit log cannot be written: %s", asked.action(), e.getMessage());
            throw new ProblemException(ProblemCode.UNAVAILABLE, "The audit log cannot be written: nothing was done", e);
        }
    }
}
