package io.tidemark.scan.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.Problem;
import io.tidemark.scan.schedule.Schedules;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Scans of this server that begin by themselves.
@Path("/api/scans/schedules")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "scans")
public class ScheduleResource {

    private final Schedules schedules;

    public ScheduleResource(Schedules schedules) {
        this.schedules = schedules;
    }

    @GET
    @PermissionsAllowed("scans:read")
    @Operation(operationId = "listSchedules", summary = "Roots that are scanned by themselves, with next and last scan")
    @APIResponse(responseCode = "200", description = "All schedules, in one page")
    @APIResponse(
            responseCode = "401",
            description = "No valid token",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "403",
            description = "The token lacks the permission",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Page<ScheduleView> list() {
        return new Page<>(schedules.list().stream().map(ScheduleView::of).toList(), null);
    }
}
