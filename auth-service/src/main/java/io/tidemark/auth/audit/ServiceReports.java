package io.tidemark.auth.audit;

import io.tidemark.auth.credential.ClientId;
import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenancy;

import java.util.ArrayList;
import java.util.List;

/// What other services bring to the log. A service speaks for itself only.
public final class ServiceReports {
    /// The most events one report may have.
    public static final int MAX_EVENTS = 1000;

    private final AuditLog log;

    public ServiceReports(AuditLog log) {
        this.log = log;
    }

    /// Writes all events or none. What an agent tells is in its own tenant's log, whoever did it.
    ///
    /// @param reporter the client id of the reporting service's token
    /// @param sees what the token is for
    /// @throws ProblemException 422 for events in another service's name, or too many
    public void accept(String reporter, Tenancy sees, List<AuditEvent> events) {
        if (events.isEmpty() || events.size() > MAX_EVENTS) {
            throw ProblemException.field("events", "must be 1 to " + MAX_EVENTS + " events");
        }
        List<FieldError> errors = foreign(reporter, events);
        if (!errors.isEmpty()) {
            throw ProblemException.fields(errors);
        }
        log.file(events.stream()
                .map(event -> sees.tenant().map(own -> new Filed(own, event)).orElseGet(() -> Filed.of(event)))
                .toList());
    }

    private static List<FieldError> foreign(String reporter, List<AuditEvent> events) {
        String service = ClientId.isValid(reporter) ? new ClientId(reporter).service() : "";
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            String named = events.get(i).service();
            if (!named.equals(service) && !named.equals(reporter)) {
                errors.add(new FieldError("events.[" + i + "].service", "must be the reporting service's own name"));
            }
        }
        return errors;
    }
}
