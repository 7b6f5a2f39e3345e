package io.tidemark.history.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.history.backfill.Backfill;
import io.tidemark.history.backfill.Backfills;
import io.tidemark.history.backfill.Mapping;
import io.tidemark.history.backfill.SampleList;
import io.tidemark.history.backfill.Source;
import io.tidemark.history.ingest.SampleIngest;
import io.tidemark.history.sample.Sample;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.audit.AuditedItself;
import io.tidemark.platform.audit.Change;
import io.tidemark.platform.page.Page;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;

/// Readings that others took before.
@Path("/api/samples")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "backfill", description = "Readings that others took before")
public class BackfillResource {

    private static final int LISTED = 100;
    private static final String EXAMPLE = """
            {"url":"http://prometheus:9090","from":"2025-11-21T00:00:00Z","to":"2026-11-21T00:00:00Z","step":"PT5M",
             "serverLabel":"instance","servers":{"10.0.0.7:9100":"web-1"}}""";

    private final Backfills backfills;
    private final SampleIngest ingest;
    private final Bodies bodies;
    private final Change change;
    private final Caller caller;
    private final Own own;
    private final Acts acts;

    BackfillResource(
            Backfills backfills, SampleIngest ingest, Bodies bodies, Change change, Caller caller, Own own, Acts acts) {
        this.backfills = backfills;
        this.ingest = ingest;
        this.bodies = bodies;
        this.change = change;
        this.caller = caller;
        this.own = own;
        this.acts = acts;
    }

    @POST
    @Path("backfills/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("servers:write")
    @Operation(
            operationId = "previewBackfill",
            summary = "Show which volume each series of a Prometheus would be, and what is left out and why",
            description = "Nothing is changed.")
    @APIResponseSchema(Mapping.class)
    @APIResponse(responseCode = "422", description = "The source is none, or does not answer as a Prometheus does")
    public Mapping preview(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Source.class),
                                            examples = @ExampleObject(name = "source", value = EXAMPLE)))
                    InputStream body)
            throws IOException {
        return backfills.mapping(bodies.json(body, Source.class), own.tenant());
    }

    @PUT
    @Path("backfills/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @AuditedItself
    @PermissionsAllowed("servers:write")
    @Operation(
            operationId = "beginBackfill",
            summary = "Take over what a Prometheus knows of filesystems",
            description = "With the same id and source nothing begins twice; one that failed or was cancelled goes on"
                    + " where it stood. Readings count once, so a time may be taken over again.")
    @APIResponse(
            responseCode = "202",
            description = "It runs",
            content = @Content(schema = @Schema(implementation = Backfill.class)))
    @APIResponse(responseCode = "409", description = "The id is taken by a backfill of something else")
    @APIResponse(responseCode = "422", description = "The source is none; every wrong field is named")
    @APIResponse(responseCode = "503", description = "The audit log cannot be reached; nothing was done")
    public Response begin(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Source.class),
                                            examples = @ExampleObject(name = "source", value = EXAMPLE)))
                    InputStream body,
            @Context HttpServerRequest request)
            throws IOException {
        Source source = bodies.json(body, Source.class);
        acts.record("begin-backfill", id + " from " + source.url(), request);
        Backfill before = backfills.known(id).orElse(null);
        Backfill begun = backfills.begin(id, source, own.tenant(), caller.subject());
        change.made(before, begun);
        return Response.accepted(begun).build();
    }

    @GET
    @Path("backfills")
    @PermissionsAllowed("servers:write")
    @Operation(operationId = "listBackfills", summary = "List the newest 100 backfills, newest first")
    public Page<Backfill> list() {
        return new Page<>(backfills.newest(LISTED), null);
    }

    @GET
    @Path("backfills/{id}")
    @PermissionsAllowed("servers:write")
    @Operation(operationId = "getBackfill", summary = "Get one backfill and how far it is")
    @APIResponse(
            responseCode = "200",
            description = "The backfill",
            content = @Content(schema = @Schema(implementation = Backfill.class)))
    @APIResponse(responseCode = "404", description = "There is no such backfill")
    public Backfill get(@PathParam("id") UUID id) {
        return backfills.find(id);
    }

    @POST
    @Path("backfills/{id}/cancel")
    @AuditedItself
    @PermissionsAllowed("servers:write")
    @Operation(operationId = "cancelBackfill", summary = "Stop a backfill; what was taken over stays")
    @APIResponse(
            responseCode = "200",
            description = "The backfill",
            content = @Content(schema = @Schema(implementation = Backfill.class)))
    @APIResponse(responseCode = "404", description = "There is no such backfill")
    @APIResponse(responseCode = "503", description = "The audit log cannot be reached; nothing was done")
    public Backfill cancel(@PathParam("id") UUID id, @Context HttpServerRequest request) {
        acts.record("cancel-backfill", id.toString(), request);
        Backfill before = backfills.find(id);
        Backfill cancelled = backfills.cancel(id);
        change.made(before, cancelled);
        return cancelled;
    }

    @POST
    @Path("import")
    @Consumes("text/csv")
    @AuditedItself
    @PermissionsAllowed("servers:write")
    @Operation(
            operationId = "importSamples",
            summary = "Add readings from a list; equal server, volume and time count once",
            description =
                    "The first line names the columns: `server`, `volume`, `at`, `sizeBytes`, `usedBytes`, and any"
                            + " of `freeBytes`, `availableBytes`, `device`, `type`, `filesystem`, `inodes`, `inodesFree`."
                            + " A list with a wrong line changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The list is taken over",
            content = @Content(schema = @Schema(implementation = SampleIngest.Added.class)))
    @APIResponse(responseCode = "413", description = "More than 8 MiB")
    @APIResponse(responseCode = "422", description = "Lines are wrong; the first 20 are named, nothing was changed")
    @APIResponse(responseCode = "503", description = "The audit log cannot be reached; nothing was done")
    public SampleIngest.Added addList(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema = @Schema(type = SchemaType.STRING),
                                            examples =
                                                    @ExampleObject(
                                                            name = "list",
                                                            value =
                                                                    "server,volume,at,sizeBytes,usedBytes\nweb-1,/,2026-01-01T00:00:00Z,1000,10\n")))
                    InputStream body,
            @Context HttpServerRequest request)
            throws IOException {
        List<Sample> list = SampleList.read(bodies.text(body));
        list.forEach(sample -> own.named(sample.server()));
        acts.record("import-samples", list.size() + " readings", request);
        SampleIngest.Added added = ingest.addEarlier(list);
        change.made(null, added);
        return added;
    }
}
