package io.tidemark.alert.rest;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.evaluation.AlertStore;
import io.tidemark.platform.tenant.PresentTenancy;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Whether the database answers.
@Path("/health/db")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "health")
public class DatabaseHealthResource {

    /// @param status always `UP`: a database that is down is a problem answer
    public record DatabaseHealth(String status) {}

    private final AlertStore alerts;

    DatabaseHealthResource(AlertStore alerts) {
        this.alerts = alerts;
    }

    @GET
    @PermitAll
    @Operation(operationId = "checkDatabase", summary = "Check that the database answers and has its tables")
    @APIResponse(responseCode = "200", description = "It answers")
    @APIResponse(responseCode = "503", description = "The database does not answer")
    public Uni<DatabaseHealth> check() {
        return Uni.createFrom()
                .completionStage(() -> PresentTenancy.asAll(alerts::lastPass))
                .map(pass -> new DatabaseHealth("UP"));
    }
}
