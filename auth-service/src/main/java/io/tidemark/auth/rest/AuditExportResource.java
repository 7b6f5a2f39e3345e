package io.tidemark.auth.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.audit.CefLine;
import io.tidemark.auth.audit.ExportedRow;
import io.tidemark.auth.audit.Inspection;
import io.tidemark.auth.audit.RawRow;
import io.tidemark.auth.audit.SyslogLine;
import io.tidemark.auth.audit.TenantLogs;
import io.tidemark.platform.access.Caller;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;

/// The audit log as it leaves for archives and for systems that watch. Every export is itself in the log.
@Path("/api/audit/export")
@APIResponse(responseCode = "400", description = "The place is no number")
@APIResponse(responseCode = "401", description = "There is no valid token")
@APIResponse(responseCode = "403", description = "The caller may not read the log")
@APIResponse(responseCode = "422", description = "There can be no row with this number")
@APIResponse(responseCode = "429", description = "Another whole look at the log is on; Retry-After says when")
public class AuditExportResource {
    private static final String AFTER =
            "Only rows behind this one; the number of the last row that was read. 0 or nothing for all";
    private static final String TEXT = "text/plain;charset=UTF-8";

    private final TenantLogs logs;
    private final SyslogLine syslog;
    private final CefLine cef;
    private final Caller caller;

    AuditExportResource(TenantLogs logs, SyslogLine syslog, CefLine cef, Caller caller) {
        this.logs = logs;
        this.syslog = syslog;
        this.cef = cef;
        this.caller = caller;
    }

    @GET
    @Path("")
    @Produces("application/x-ndjson")
    @PermissionsAllowed("audit:read")
    @Operation(
            operationId = "exportAudit",
            summary = "The audit log, oldest first, one row a line",
            description =
                    "The export itself is one of the last rows. An export of all can be verified where no service runs; the "
                            + "README says how.")
    @APIResponse(responseCode = "200", description = "One row a line")
    public StreamingOutput exportAudit(
            @Parameter(description = AFTER, schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
                    @RestQuery
                    @Nullable
                    String after,
            @Context HttpServerRequest request) {
        return rows(after, "NDJSON", ExportedRow::line, request);
    }

    @GET
    @Path("/syslog")
    @Produces(TEXT)
    @PermissionsAllowed("audit:read")
    @Operation(
            operationId = "exportAuditSyslog",
            summary = "The audit log as syslog messages (RFC 5424), oldest first",
            description =
                    "Facility 13 (log audit); the structured data has all that a row has. A reader that keeps the sequence "
                            + "of the last message it took goes on behind it.")
    @APIResponse(responseCode = "200", description = "One row a line")
    public StreamingOutput exportAuditSyslog(
            @Parameter(description = AFTER, schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
                    @RestQuery
                    @Nullable
                    String after,
            @Context HttpServerRequest request) {
        return rows(after, "syslog", syslog::line, request);
    }

    @GET
    @Path("/cef")
    @Produces(TEXT)
    @PermissionsAllowed("audit:read")
    @Operation(
            operationId = "exportAuditCef",
            summary = "The audit log in the Common Event Format, oldest first",
            description =
                    "externalId is the row's sequence. A reader that keeps the last one it took goes on behind it.")
    @APIResponse(responseCode = "200", description = "One row a line")
    public StreamingOutput exportAuditCef(
            @Parameter(description = AFTER, schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
                    @RestQuery
                    @Nullable
                    String after,
            @Context HttpServerRequest request) {
        return rows(after, "CEF", cef::line, request);
    }

    private StreamingOutput rows(
            @Nullable String after, String form, Function<RawRow, byte[]> line, HttpServerRequest request) {
        long place = Parameters.place("after", after);
        Actor actor = new Actor(caller.subject(), Addresses.of(request));
        Inspection inspection = logs.of(caller.tenancy()).inspection();
        return out -> inspection.export(actor, place, form, row -> write(out, line.apply(row)));
    }

    private static void write(OutputStream out, byte[] line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
