package io.tidemark.auth.rest;

import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.AuditQuery;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// Whether the database answers.
@Path("/health/db")
@Produces(MediaType.APPLICATION_JSON)
public class DatabaseHealthResource {
    private final AuditLog log;

    DatabaseHealthResource(AuditLog log) {
        this.log = log;
    }

    @GET
    @PermitAll
    @Operation(operationId = "checkDatabase", summary = "Check that the database answers and has its tables")
    @APIResponse(responseCode = "200", description = "It does")
    public DatabaseHealth checkDatabase() {
        log.find(AuditQuery.ALL, 1);
        return new DatabaseHealth("UP");
    }

    /// @param status always `UP`: a database that is down is a problem answer
    public record DatabaseHealth(String status) {}
}
