package io.tidemark.analytics.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.analytics.proof.Copy;
import io.tidemark.analytics.proof.EqualSizes;
import io.tidemark.analytics.proof.Group;
import io.tidemark.analytics.proof.Job;
import io.tidemark.analytics.proof.Jobs;
import io.tidemark.analytics.proof.Paging;
import io.tidemark.analytics.proof.Progress;
import io.tidemark.analytics.proof.UnprovenFile;
import io.tidemark.analytics.proof.Viewer;
import io.tidemark.platform.audit.Change;
import io.tidemark.platform.problem.Problem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
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
import java.util.Objects;
import java.util.UUID;

/// Proving which files are copies of each other.
@Path("/api/analytics/duplicates/jobs")
@Tag(name = StandardAnswers.JOBS)
@Produces(MediaType.APPLICATION_JSON)
public class DuplicateJobsResource {
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(1);
    private static final String ID = "The job's id";
    private static final String NO_JOB = "There is no such job, or only others may see it";

    private final Jobs jobs;
    private final Exchange exchange;
    private final Change change;

    DuplicateJobsResource(Jobs jobs, Exchange exchange, Change change) {
        this.jobs = jobs;
        this.exchange = exchange;
        this.change = change;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @PermissionsAllowed("duplicates:execute")
    @Operation(
            operationId = "proveDuplicates",
            summary = "Compare the contents of all files of equal size",
            description = "The filters say which files; of those the caller may see, agents hash what has the size of"
                    + " another: first beginning and end, then all of those that agree in these. Names do not matter.")
    @APIResponse(
            responseCode = "202",
            description = "The job; Location is its address",
            content = @Content(schema = @Schema(implementation = DuplicateJob.class)))
    @APIResponse(
            responseCode = "409",
            description = "Another job has this id",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "429",
            description = "As many jobs run as may at once; see Retry-After",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response begin(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ProofRequest.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "with an id",
                                                            value =
                                                                    "{\"id\":\"01937a6e-3f0a-7c11-9c2b-0a1b2c3d4e5f\"}")))
                    @Nullable
                    ProofRequest request,
            @BeanParam Scope scope,
            @BeanParam Filters filters,
            @Context UriInfo uri) {
        EqualSizes question = new EqualSizes(filters.condition());
        UUID id = request == null || request.id() == null ? UUID.randomUUID() : request.id();
        Viewer viewer = exchange.viewer();
        JobSide before = jobs.all(viewer).stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .map(JobSide::of)
                .orElse(null);
        Job job = jobs.begin(
                id,
                viewer.subject(),
                Objects.requireNonNullElse(uri.getRequestUri().getQuery(), ""),
                (basis, entries) -> exchange.collect(question, scope, basis, entries));
        Progress begun = jobs.find(job.id(), viewer);
        change.made(before, JobSide.of(begun.job()));
        return Response.accepted(DuplicateJob.of(begun))
                .location(URI.create("/api/analytics/duplicates/jobs/" + job.id()))
                .build();
    }

    @GET
    @RunOnVirtualThread
    @PermissionsAllowed({"files:read", "files:read-part"})
    @Operation(
            operationId = "getDuplicateJobs",
            summary = "Jobs, newest first: one's own, and all for who may see all files")
    public DuplicateJobs list() {
        return DuplicateJobs.of(jobs.all(exchange.viewer()));
    }

    @GET
    @Path("{id}")
    @RunOnVirtualThread
    @PermissionsAllowed({"files:read", "files:read-part"})
    @Operation(operationId = "getDuplicateJob", summary = "How far a job is, and what it found so far")
    @APIResponse(
            responseCode = "404",
            description = NO_JOB,
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "200",
            description = "The job",
            content = @Content(schema = @Schema(implementation = DuplicateJob.class)))
    public DuplicateJob job(@PathParam("id") @Parameter(description = ID) UUID id) {
        return DuplicateJob.of(jobs.find(id, exchange.viewer()));
    }

    @POST
    @Path("{id}/cancel")
    @RunOnVirtualThread
    @PermissionsAllowed("duplicates:execute")
    @Operation(operationId = "cancelDuplicateJob", summary = "End a job; what it found so far stays")
    @APIResponse(
            responseCode = "404",
            description = NO_JOB,
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "200",
            description = "The job",
            content = @Content(schema = @Schema(implementation = DuplicateJob.class)))
    public DuplicateJob cancel(@PathParam("id") @Parameter(description = ID) UUID id) {
        Progress before = jobs.find(id, exchange.viewer());
        jobs.cancel(id, exchange.viewer());
        Progress after = jobs.find(id, exchange.viewer());
        change.made(JobSide.of(before.job()), JobSide.of(after.job()));
        return DuplicateJob.of(after);
    }

    @GET
    @Path("{id}/events")
    @Blocking
    @PermissionsAllowed({"files:read", "files:read-part"})
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(operationId = "watchDuplicateJob", summary = "Follow a job: once a second, its final state last")
    @APIResponse(
            responseCode = "404",
            description = NO_JOB,
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "200", description = "Jobs as server-sent events")
    public Multi<DuplicateJob> events(@PathParam("id") @Parameter(description = ID) UUID id) {
        Viewer viewer = exchange.viewer();
        jobs.find(id, viewer);
        return Multi.createBy()
                .repeating()
                .supplier(() -> DuplicateJob.of(jobs.find(id, viewer)))
                .withDelay(PROGRESS_EVERY)
                .whilst(job -> !job.isFinal())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .skip()
                .repetitions();
    }

    @GET
    @Path("{id}/groups")
    @RunOnVirtualThread
    @PermissionsAllowed({"files:read", "files:read-part"})
    @Produces({MediaType.APPLICATION_JSON, TableFormats.CSV, TableFormats.NDJSON, TableFormats.PARQUET})
    @Operation(
            operationId = "getProvenGroups",
            summary = "Contents that are there more than once, those first of which most bytes can be had back",
            description = "reclaimableBytes is what giving up all copies but the one to keep surely frees: bytes that"
                    + " lie in extents nothing else shares, of files without further names elsewhere."
                    + " reclaimableAtMostBytes is what it frees where nothing outside the group shares anything.")
    @APIResponse(
            responseCode = "404",
            description = NO_JOB,
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "200",
            description = "The contents",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ProvenGroups.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = Group.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows groups(
            @PathParam("id") @Parameter(description = ID) UUID id,
            @QueryParam("limit") @Parameter(description = UsageResource.LIMIT) @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Progress progress = jobs.find(id, exchange.viewer());
        return ProvenGroups.of(
                Paging.groups(progress.sight().groups(), exchange.limit(limit), cursor),
                progress.job().basis());
    }

    @GET
    @Path("{id}/copies")
    @RunOnVirtualThread
    @PermissionsAllowed({"files:read", "files:read-part"})
    @Produces({MediaType.APPLICATION_JSON, TableFormats.CSV, TableFormats.NDJSON, TableFormats.PARQUET})
    @Operation(
            operationId = "getProvenCopies",
            summary = "The names of files whose content others have too, by content, server and path")
    @APIResponse(
            responseCode = "404",
            description = NO_JOB,
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "200",
            description = "The names",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ProvenCopies.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = Copy.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows copies(
            @PathParam("id") @Parameter(description = ID) UUID id,
            @QueryParam("group") @Parameter(description = "Only of this content: its SHA-256") @Nullable String group,
            @QueryParam("limit") @Parameter(description = UsageResource.LIMIT) @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Progress progress = jobs.find(id, exchange.viewer());
        return ProvenCopies.of(
                Paging.copies(progress.sight().copies(), group, exchange.limit(limit), cursor),
                progress.job().basis());
    }

    @GET
    @Path("{id}/unproven")
    @RunOnVirtualThread
    @PermissionsAllowed({"files:read", "files:read-part"})
    @Produces({MediaType.APPLICATION_JSON, TableFormats.CSV, TableFormats.NDJSON, TableFormats.PARQUET})
    @Operation(
            operationId = "getUnprovenFiles",
            summary = "Files of which nobody can say whether they have copies, and why, by server and path")
    @APIResponse(
            responseCode = "404",
            description = NO_JOB,
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "200",
            description = "The files",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = UnprovenFiles.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = UnprovenFile.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows unproven(
            @PathParam("id") @Parameter(description = ID) UUID id,
            @QueryParam("limit") @Parameter(description = UsageResource.LIMIT) @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Progress progress = jobs.find(id, exchange.viewer());
        return UnprovenFiles.of(
                Paging.unproven(progress.sight().unproven(), exchange.limit(limit), cursor),
                progress.job().basis());
    }
}
