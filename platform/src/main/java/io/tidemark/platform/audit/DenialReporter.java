package io.tidemark.platform.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.AuthenticationFailureEvent;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.quarkus.security.spi.runtime.SecurityEvent;
import io.tidemark.platform.access.Credential;
import io.tidemark.platform.trace.Trace;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Hears every denied request and brings it to the audit log within seconds, at the latest when the service stops. What
/// cannot be delivered now is kept and tried again; the service's own log has it at once.
@Singleton
@Startup
class DenialReporter implements DenialLog {
    private static final Logger LOG = Logger.getLogger(DenialReporter.class);
    private static final int PERIOD_SECONDS = 2;
    private static final int BATCH = 500;
    /// Of one batch; half of what auth-service takes.
    private static final int MOST_BYTES = 500_000;

    private final DenialWindow window = new DenialWindow();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("denial-reporter").factory());
    private final DenialSink sink;
    private final String service;

    DenialReporter(DenialSink sink, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.sink = sink;
        this.service = service;
        var _ = timer.scheduleWithFixedDelay(this::deliver, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    void unauthenticated(@Observes AuthenticationFailureEvent event) {
        note(event, "unauthenticated");
    }

    void unauthorized(@Observes AuthorizationFailureEvent event) {
        SecurityIdentity identity = event.getSecurityIdentity();
        note(event, identity == null || identity.isAnonymous() ? "unauthenticated" : "forbidden");
    }

    /// The last delivery, while everything a sink needs is still there: beans are destroyed after the database is
    /// closed. Waits for a delivery that is under way, so that what it could not deliver is tried once more.
    void stop(@Observes ShutdownEvent event) {
        timer.shutdown();
        deliver();
    }

    @Override
    public void note(Denial denial) {
        LOG.infof(
                "denied action=%s subject=%s client=%s reason=%s target=%s",
                denial.action(), denial.subject(), denial.client(), denial.reason(), denial.target());
        window.add(denial);
    }

    @Override
    public void tell(Denial act) {
        window.add(act);
    }

    private void note(SecurityEvent event, String reason) {
        RoutingContext request = (RoutingContext) event.getEventProperties().get(RoutingContext.class.getName());
        note(new Denial(
                Instant.now(),
                service,
                "deny",
                subject(event),
                client(request),
                reason,
                target(request),
                1,
                Trace.present().orElse(null),
                Credential.of(event.getSecurityIdentity()).orElse(null),
                null,
                null));
    }

    synchronized void deliver() {
        for (List<Denial> batch : batches(window.drain())) {
            try {
                sink.record(batch);
            } catch (RuntimeException e) {
                LOG.warnf("denials=%d not in the audit log yet: %s", (Object) batch.size(), e.getMessage());
                batch.forEach(window::add);
            }
        }
    }

    private static List<List<Denial>> batches(List<Denial> all) {
        List<List<Denial>> batches = new ArrayList<>();
        int bytes = MOST_BYTES;
        for (Denial denial : all) {
            bytes += denial.weight();
            if (bytes > MOST_BYTES || batches.getLast().size() == BATCH) {
                batches.add(new ArrayList<>());
                bytes = denial.weight();
            }
            batches.getLast().add(denial);
        }
        return batches;
    }

    private static String subject(SecurityEvent event) {
        SecurityIdentity identity = event.getSecurityIdentity();
        return identity == null || identity.isAnonymous()
                ? "anonymous"
                : identity.getPrincipal().getName();
    }

    private static String client(@Nullable RoutingContext request) {
        return request == null || request.request().remoteAddress() == null
                ? "unknown"
                : request.request().remoteAddress().hostAddress();
    }

    private static String target(@Nullable RoutingContext request) {
        if (request == null) {
            return "unknown";
        }
        String path = request.normalizedPath();
        return request.request().method() + " " + (path.length() > 200 ? path.substring(0, 200) : path);
    }
}
