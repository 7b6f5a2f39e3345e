package io.tidemark.history.rest;

import io.tidemark.history.event.EventLog;
import io.tidemark.platform.tenant.Tenancy;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Whether the database answers.
@Path("/health/db")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "health")
public class DatabaseHealthResource {

    /// @param status always `UP`: a database that is down is a problem answer
    public record DatabaseHealth(String status) {}

    private final EventLog log;

    DatabaseHealthResource(EventLog log) {
        this.log = log;
    }

    @GET
    @PermitAll
    @Operation(operationId = "checkDatabase", summary = "Check that the database answers and has its tables")
    public DatabaseHealth check() {
        log.head(Tenancy.ALL);
        return new DatabaseHealth("UP");
    }
}
