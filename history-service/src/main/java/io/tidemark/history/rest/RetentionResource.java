package io.tidemark.history.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.history.retention.Retention;
import io.tidemark.history.retention.RetentionPlan;
import io.tidemark.history.retention.Rules;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.time.InstantSource;

/// What the retention policies mean for what is there.
@Path("/api/retention")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "retention", description = "How long snapshots are kept")
public class RetentionResource {

    private final Retention retention;
    private final Roster roster;
    private final InstantSource clock;

    RetentionResource(Retention retention, Roster roster, InstantSource clock) {
        this.retention = retention;
        this.roster = roster;
        this.clock = clock;
    }

    @GET
    @Path("plan")
    @PermissionsAllowed("retention:read")
    @Operation(
            operationId = "planRetention",
            summary = "Show what a server's retention policy would do to its snapshots now",
            description = "Every snapshot with its reason and the bytes it would free; nothing is changed.")
    @APIResponseSchema(RetentionPlan.class)
    @APIResponse(responseCode = "404", description = "There is no such server")
    public RetentionPlan plan(
            @Parameter(required = true, example = "web-1") @QueryParam("server") @Nullable String server) {
        if (server == null) {
            throw ProblemException.field("server", "must be given");
        }
        ServerName name = Names.server(server);
        return retention.plan(name, Rules.of(roster.policy(name, false)), clock.instant());
    }
}
