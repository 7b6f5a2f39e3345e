package io.tidemark.history.rest;

import io.tidemark.platform.access.Caller;
import io.tidemark.platform.audit.Change;
import io.tidemark.platform.audit.Denial;
import io.tidemark.platform.audit.DenialSink;
import io.tidemark.platform.client.ServiceUnavailable;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import java.time.InstantSource;
import java.util.List;

/// Brings to the audit log that somebody adds to the record what no agent of this system saw. Before it is done: what
/// cannot be recorded is not done. Calls block.
@ApplicationScoped
class Acts {

    private static final int LONGEST_TARGET = 500;

    private final DenialSink audit;
    private final Change change;
    private final Caller caller;
    private final InstantSource clock;
    private final String service;

    Acts(
            DenialSink audit,
            Change change,
            Caller caller,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.audit = audit;
        this.change = change;
        this.caller = caller;
        this.clock = clock;
        this.service = service;
    }

    /// @throws ProblemException 503 when it cannot be recorded now
    void record(String action, String target, HttpServerRequest request) {
        String shown = target.substring(0, Math.min(target.length(), LONGEST_TARGET));
        String client = request.remoteAddress().hostAddress();
        Denial asked = new Denial(clock.instant(), service, action, caller.subject(), client, "asked", shown, 1);
        try {
            audit.record(List.of(asked));
            change.asked(asked);
        } catch (ServiceUnavailable e) {
            throw new ProblemException(ProblemCode.UNAVAILABLE, "The audit log cannot be reached: nothing was done", e);
        }
    }
}
