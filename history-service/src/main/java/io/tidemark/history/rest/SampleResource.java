package io.tidemark.history.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.history.ingest.SampleIngest;
import io.tidemark.history.sample.Day;
import io.tidemark.history.sample.Sample;
import io.tidemark.history.sample.SampleLog;
import io.tidemark.history.sample.SampleLog.Filter;
import io.tidemark.history.sample.SampleLog.Place;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Capacity readings of volumes.
@Path("/api/samples")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "samples", description = "Capacity readings of volumes")
public class SampleResource {

    private static final int DEFAULT_LIMIT = 1000;
    private static final int MAX_LIMIT = 10_000;
    private static final int MAX_DAYS = 100_000;

    private final SampleLog log;
    private final SampleIngest ingest;
    private final Caller caller;

    SampleResource(SampleLog log, SampleIngest ingest, Caller caller) {
        this.log = log;
        this.ingest = ingest;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("samples:write")
    @Operation(operationId = "addSamples", summary = "Add samples; equal server, volume and time count once")
    @APIResponse(responseCode = "204", description = "All samples are kept")
    @APIResponse(responseCode = "413", description = "More than 8 MiB")
    @APIResponse(responseCode = "422", description = "A sample says something impossible; none was kept")
    public void add(
            @RequestBody(content = @Content(schema = @Schema(implementation = SampleIngest.Batch.class)))
                    InputStream body)
            throws IOException {
        SampleIngest.Batch batch = ingest.read(body);
        batch.samples().forEach(sample -> caller.requireServer(sample.server().value()));
        ingest.add(batch);
    }

    @GET
    @PermissionsAllowed("samples:read")
    @Operation(operationId = "listSamples", summary = "List samples, oldest first")
    public Page<Sample> list(
            @QueryParam("server") @Nullable String server,
            @QueryParam("volume") @Nullable String volume,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int checked = Limit.check(limit, DEFAULT_LIMIT, MAX_LIMIT);
        List<Sample> rows = log.page(filter(server, volume, from, to), place(cursor), checked + 1);
        return Page.of(rows, checked, SampleResource::cursor);
    }

    @GET
    @Path("latest")
    @PermissionsAllowed("samples:read")
    @Operation(operationId = "listLatestSamples", summary = "List the newest sample of each volume")
    public Page<Sample> latest(@QueryParam("server") @Nullable String server) {
        return new Page<>(log.latest(server), null);
    }

    @GET
    @Path("daily")
    @PermissionsAllowed("samples:read")
    @Operation(
            operationId = "listDailySamples",
            summary = "List UTC days of volumes",
            description = "The last values of each day, and the lowest and highest use. At most 100,000 days at once.")
    public Page<Day> daily(
            @QueryParam("server") @Nullable String server,
            @QueryParam("volume") @Nullable String volume,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        List<Day> days = log.daily(filter(server, volume, from, to), MAX_DAYS + 1);
        if (days.size() > MAX_DAYS) {
            throw ProblemException.field("server", "must be given, or a shorter time: there are too many days");
        }
        return new Page<>(days, null);
    }

    private static Filter filter(
            @Nullable String server, @Nullable String volume, @Nullable String from, @Nullable String to) {
        return new Filter(server, volume, Times.ofParameter("from", from), Times.ofParameter("to", to));
    }

    private static String cursor(Sample last) {
        return Cursor.encode(last.at().toString(), last.server().value(), last.volume());
    }

    private static @Nullable Place place(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        List<String> parts = Cursor.decode(cursor, 3);
        return new Place(
                Times.ofCursor(parts.get(0)),
                ServerName.ifValid(parts.get(1)).orElseThrow(Times::brokenCursor),
                parts.get(2));
    }
}
