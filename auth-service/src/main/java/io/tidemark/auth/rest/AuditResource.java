package io.tidemark.auth.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.AuditQuery;
import io.tidemark.auth.audit.AuditRow;
import io.tidemark.auth.audit.Outcome;
import io.tidemark.auth.audit.ServiceReports;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// The audit log.
@Path("/api/audit")
public class AuditResource {
    private static final String UNKNOWN = "unknown";
    private static final String RESULT =
            "unknown: only acts of which the log does not say how they ended: rows with result asked and a trace, older"
                    + " than five minutes, that no later row of the same trace, service, subject, target and action"
                    + " (-refused or -failed behind it) follows. The service died in between, cannot reach this one, or"
                    + " the act still goes on. Looked for among the rows in the database (auth.audit.keep-in-database),"
                    + " not in files";

    private final AuditLog log;
    private final ServiceReports reports;
    private final Caller caller;

    AuditResource(AuditLog log, ServiceReports reports, Caller caller) {
        this.log = log;
        this.reports = reports;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed("audit:read")
    @Operation(
            operationId = "readAudit",
            summary = "Read the audit log, newest first",
            description = "Each row's hash is SHA-256 over the hash of the row before it and its own content, so a "
                    + "changed or missing row shows. previous and hash are lower case hex. Of a filter that is given "
                    + "several times one value must fit; target is how the target begins. from is inclusive, to is not; "
                    + "both are about the time of the event (at).")
    @APIResponse(responseCode = "200", description = "A page of rows")
    @APIResponse(responseCode = "400", description = "The cursor was not given out by this list, or a time is no time")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not read the log")
    @APIResponse(
            responseCode = "422",
            description = "The limit is out of range, a filter has more than 20 values, or result is not unknown")
    public Page<AuditAnswer> readAudit(
            @RestQuery List<String> action,
            @RestQuery List<String> subject,
            @RestQuery List<String> service,
            @RestQuery List<String> client,
            @RestQuery List<String> reason,
            @RestQuery List<String> target,
            @Parameter(description = RESULT, schema = @Schema(type = SchemaType.STRING, enumeration = UNKNOWN))
                    @RestQuery
                    @Nullable
                    String result,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor) {
        int size = Limit.check(limit, 100, 1000);
        AuditQuery query = new AuditQuery(
                Parameters.few("action", action),
                Parameters.few("subject", subject),
                Parameters.few("service", service),
                Parameters.few("client", client),
                Parameters.few("reason", reason),
                Parameters.few("target", target),
                Parameters.time("from", from),
                Parameters.time("to", to),
                Parameters.sequence(cursor));
        return Page.of(
                        log.find(narrowed(query, result), size + 1),
                        size,
                        row -> Cursor.encode(Long.toString(row.sequence())))
                .map(AuditAnswer::of);
    }

    private static AuditQuery narrowed(AuditQuery query, @Nullable String result) {
        if (result == null) {
            return query;
        }
        if (!result.equals(UNKNOWN)) {
            throw ProblemException.field("result", "must be " + UNKNOWN + ", or not given");
        }
        return query.withoutEnd(Instant.now().minus(AuditQuery.PATIENCE));
    }

    @POST
    @PermissionsAllowed("audit:write")
    @Operation(operationId = "reportAudit", summary = "Bring what a service denied and did to the audit log")
    @APIResponse(responseCode = "204", description = "All events are in the log")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not write to the log")
    @APIResponse(
            responseCode = "422",
            description =
                    "An event is wrong, or speaks for another service, or there are none or more than 1000; none was kept")
    public void reportAudit(Report report) {
        reports.accept(caller.clientId(), caller.tenancy(), report.events());
    }

    /// What a service brings.
    public record Report(List<AuditEvent> events) {
        public Report {
            events = events == null ? List.of() : List.copyOf(events);
        }
    }

    /// A row as readers see it: the event with its place in the chain.
    ///
    /// @param result done, refused, failed, or asked (another service was about to do it; how it ended
    /// is a row of its own, of the same trace)
    /// @param trace the W3C trace it was a part of; absent where nobody asked for it
    /// @param via by what the caller proved to be the subject, `session <id>` or `key <id>`; absent
    /// where by nothing of the kind
    /// @param before what was there, as JSON without secrets; absent where nothing was, or nothing is
    /// said
    /// @param after what was there then, likewise
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AuditAnswer(
            long sequence,
            Instant recordedAt,
            Instant at,
            String service,
            String action,
            String subject,
            String client,
            String reason,
            String target,
            long count,
            Outcome result,
            @Nullable String trace,
            @Nullable String via,
            @Nullable String before,
            @Nullable String after,
            String previous,
            String hash) {
        static AuditAnswer of(AuditRow row) {
            AuditEvent e = row.event();
            return new AuditAnswer(
                    row.sequence(),
                    row.recordedAt(),
                    e.at(),
                    e.service(),
                    e.action(),
                    e.subject(),
                    e.client(),
                    e.reason(),
                    e.target(),
                    e.count(),
                    Outcome.of(e),
                    e.trace(),
                    e.via(),
                    e.before(),
                    e.after(),
                    row.previous(),
                    row.hash());
        }
    }
}
