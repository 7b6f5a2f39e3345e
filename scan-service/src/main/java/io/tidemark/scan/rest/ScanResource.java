package io.tidemark.scan.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.platform.audit.Change;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.Problem;
import io.tidemark.scan.job.ScanJob;
import io.tidemark.scan.job.Scans;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/// Scans of this server.
@Path("/api/scans")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "scans")
@APIResponse(
        responseCode = "401",
        description = "No valid token",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "403",
        description = "The token lacks the permission",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class ScanResource {

    private static final Duration PROGRESS_EVERY = Duration.ofMillis(500);
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 1000;

    private final Scans scans;
    private final Change change;

    public ScanResource(Scans scans, Change change) {
        this.scans = scans;
        this.change = change;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("scans:execute")
    @Operation(operationId = "startScan", summary = "Begin a scan, now or when its volume is free")
    @APIResponse(
            responseCode = "202",
            description = "The job",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(
            responseCode = "400",
            description = "No JSON",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            description = "The id belongs to a scan of another root",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "422",
            description = "The root cannot be scanned, or the policy cannot be",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "429",
            description = "Too many scans wait",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "503",
            description = "No room for another snapshot",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response start(ScanRequest request) {
        JobSide before = request.id() == null
                ? null
                : scans.known(request.id()).map(JobSide::of).orElse(null);
        ScanJob submitted = scans.submit(request.id(), request.root(), request.policy());
        change.made(before, JobSide.of(submitted));
        JobView job = JobView.of(submitted);
        return Response.accepted(job)
                .location(URI.create("/api/scans/" + job.id()))
                .build();
    }

    @GET
    @PermissionsAllowed("scans:read")
    @Operation(operationId = "listScans", summary = "Scans that this agent remembers, newest first")
    @APIResponse(responseCode = "200", description = "A page of jobs")
    @APIResponse(
            responseCode = "400",
            description = "No cursor of this list",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "422",
            description = "A limit out of range",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Page<JobView> list(
            @Parameter(description = "At most so many, up to 1000; 50 by default") @QueryParam("limit") @Nullable
                    Integer limit,
            @Parameter(description = "From the page before") @QueryParam("cursor") @Nullable String cursor) {
        int checked = Limit.check(limit, DEFAULT_LIMIT, MOST);
        String before = cursor == null ? "g" : Cursor.decode(cursor, 1).getFirst();
        return Page.of(
                        scans.before(before, checked + 1),
                        checked,
                        job -> Cursor.encode(job.id().toString()))
                .map(JobView::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("scans:read")
    @Operation(operationId = "getScan", summary = "One scan with its progress")
    @APIResponse(responseCode = "200", description = "The job")
    @APIResponse(
            responseCode = "404",
            description = "No such scan",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public JobView get(@PathParam("id") UUID id) {
        return JobView.of(scans.find(id));
    }

    @POST
    @Path("/{id}/cancel")
    @PermissionsAllowed("scans:execute")
    @Operation(operationId = "cancelScan", summary = "End a scan early and discard what it found")
    @APIResponse(
            responseCode = "202",
            description = "The job, which may be active a moment longer",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such scan",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            description = "The scan has ended",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response cancel(@PathParam("id") UUID id) {
        return Response.accepted(told(scans.find(id), scans.cancel(id))).build();
    }

    @POST
    @Path("/{id}/pause")
    @PermissionsAllowed("scans:execute")
    @Operation(operationId = "pauseScan", summary = "Let a running scan wait until it is resumed")
    @APIResponse(responseCode = "200", description = "The job")
    @APIResponse(
            responseCode = "404",
            description = "No such scan",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            description = "The scan has not begun, or has ended",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public JobView pause(@PathParam("id") UUID id) {
        return told(scans.find(id), scans.pause(id));
    }

    @POST
    @Path("/{id}/resume")
    @PermissionsAllowed("scans:execute")
    @Operation(operationId = "resumeScan", summary = "Let a paused scan go on")
    @APIResponse(responseCode = "200", description = "The job")
    @APIResponse(
            responseCode = "404",
            description = "No such scan",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            description = "The scan has not begun, or has ended",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public JobView resume(@PathParam("id") UUID id) {
        return told(scans.find(id), scans.resume(id));
    }

    @PUT
    @Path("/{id}/policy")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("scans:execute")
    @Operation(
            operationId = "changeScanPolicy",
            summary = "Let some fields of a scan's policy be others from now on; those not given stay")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = PolicyView.class),
                            examples = @ExampleObject(name = "faster", value = "{\"cpuShare\":0.5}")))
    @APIResponse(
            responseCode = "200",
            description = "The whole policy as it holds now",
            content = @Content(schema = @Schema(implementation = PolicyView.class)))
    @APIResponse(
            responseCode = "400",
            description = "No JSON",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such scan",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            description = "The scan has ended, or has begun and is to take something else of the tree",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "422",
            description = "Fields that are unknown or wrong",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public PolicyView changePolicy(@PathParam("id") UUID id, JsonNode changes) {
        PolicyView before = PolicyView.of(scans.find(id).policy());
        PolicyView after = PolicyView.of(scans.change(id, changes));
        change.made(before, after);
        return after;
    }

    private JobView told(ScanJob before, ScanJob after) {
        change.made(JobSide.of(before), JobSide.of(after));
        return JobView.of(after);
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("scans:read")
    @Operation(operationId = "watchScan", summary = "Follow a scan: its job twice a second, the final state last")
    @APIResponse(responseCode = "200", description = "Jobs as server-sent events")
    @APIResponse(
            responseCode = "404",
            description = "No such scan",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Multi<JobView> events(@PathParam("id") UUID id) {
        scans.find(id);
        return Multi.createBy()
                .repeating()
                .supplier(() -> scans.find(id))
                .withDelay(PROGRESS_EVERY)
                .whilst(job -> !job.isFinal())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .map(JobView::of)
                .skip()
                .repetitions();
    }
}
