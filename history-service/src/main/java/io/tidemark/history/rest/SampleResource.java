package io.tidemark.history.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.history.ingest.SampleIngest;
import io.tidemark.history.sample.Bucket;
import io.tidemark.history.sample.Day;
import io.tidemark.history.sample.Mark;
import io.tidemark.history.sample.Point;
import io.tidemark.history.sample.Resolution;
import io.tidemark.history.sample.Sample;
import io.tidemark.history.sample.SampleLog;
import io.tidemark.history.sample.SampleLog.Filter;
import io.tidemark.history.sample.SampleLog.Place;
import io.tidemark.history.sample.Samples;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/// Capacity readings of volumes.
@Path("/api/samples")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "samples", description = "Capacity readings of volumes")
public class SampleResource {

    private static final String LINES = "application/x-ndjson";
    private static final int DEFAULT_LIMIT = 1000;
    private static final int MAX_LIMIT = 10_000;
    private static final int MAX_DAYS = 100_000;

    private static final int MAX_MARKS = 10_000;

    /// A stretch of a series.
    ///
    /// @param resolution what the items are: readings, or hours or days of them
    /// @param marks what happened to the volumes in the time this page covers
    /// @param nextCursor what to send for the next page, with the same `from`, `to` and `resolution`;
    /// null on the last
    public record Series(
            Resolution resolution,
            @Schema(oneOf = {Sample.class, Bucket.class}) List<? extends Point> items,
            List<Mark> marks,
            @Nullable String nextCursor) {}

    /// @param items the last values of each day, and the lowest and highest use
    /// @param marks what happened to the volumes in that time
    public record Days(
            List<Day> items, List<Mark> marks, @Nullable String nextCursor) {}

    private final SampleLog log;
    private final Samples samples;
    private final SampleIngest ingest;
    private final Caller caller;
    private final Own own;
    private final Sight sight;
    private final InstantSource clock;

    SampleResource(
            SampleLog log,
            Samples samples,
            SampleIngest ingest,
            Caller caller,
            Own own,
            Sight sight,
            InstantSource clock) {
        this.log = log;
        this.samples = samples;
        this.ingest = ingest;
        this.caller = caller;
        this.own = own;
        this.sight = sight;
        this.clock = clock;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, LINES})
    @PermissionsAllowed("samples:write")
    @Operation(
            operationId = "addSamples",
            summary = "Add samples; equal server, volume and time count once",
            description =
                    "As one JSON object, or as JSON lines, one sample each. All are taken or none; at most 10,000.")
    @APIResponse(
            responseCode = "200",
            description = "All samples are kept",
            content = @Content(schema = @Schema(implementation = SampleIngest.Added.class)))
    @APIResponse(responseCode = "413", description = "More than 8 MiB")
    @APIResponse(
            responseCode = "422",
            description = "A sample says something impossible; the first 20 wrong lines are named, none was kept")
    public SampleIngest.Added add(
            @RequestBody(
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(implementation = SampleIngest.Batch.class)),
                                @Content(mediaType = LINES, schema = @Schema(implementation = Sample.class))
                            })
                    InputStream body,
            @Context HttpHeaders headers)
            throws IOException {
        SampleIngest.Batch batch = headers.getMediaType().isCompatible(MediaType.valueOf(LINES))
                ? ingest.readLines(body)
                : ingest.read(body);
        batch.samples().forEach(sample -> {
            caller.requireServer(sample.server().value());
            own.named(sample.server());
        });
        return ingest.add(batch);
    }

    @GET
    @PermissionsAllowed("samples:read")
    @Operation(
            operationId = "listSamples",
            summary = "List samples, oldest first, or hours or days of them",
            description = "Without `resolution` the span decides: readings up to a day, hours up to 31 days, days"
                    + " beyond; without `from` it is readings. The answer says which. Hours and days are UTC's, and"
                    + " `from` is taken back to the start of its own. `marks` tells what happened to a volume between"
                    + " two readings: it was `replaced`, `resized` or `reset`.")
    public Series list(
            @QueryParam("server") @Nullable String server,
            @QueryParam("volume") @Nullable String volume,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @Parameter(schema = @Schema(implementation = Resolution.class)) @QueryParam("resolution") @Nullable
                    String resolution,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int checked = Limit.check(limit, DEFAULT_LIMIT, MAX_LIMIT);
        Filter filter = filter(server, volume, from, to);
        Instant now = clock.instant();
        Resolution chosen = resolution == null
                ? Resolution.forSpan(filter.from(), Objects.requireNonNullElse(filter.to(), now))
                : Names.resolution(resolution);
        Place after = place(cursor);
        Page<? extends Point> page = chosen == Resolution.RAW
                ? Page.of(samples.page(filter, after, checked + 1, now), checked, SampleResource::cursor)
                : Page.of(log.buckets(chosen, filter, after, checked + 1), checked, SampleResource::cursor);
        return new Series(
                chosen, page.items(), log.marks(covered(filter, chosen, after, page), MAX_MARKS), page.nextCursor());
    }

    @GET
    @Path("latest")
    @PermissionsAllowed({"samples:read", "samples:read-part"})
    @Operation(operationId = "listLatestSamples", summary = "List the newest sample of each volume")
    public Page<Sample> latest(@QueryParam("server") @Nullable String server) {
        boolean another = server != null && !own.tenancy().contains(server);
        List<Sample> found = another ? List.of() : log.latest(server);
        return new Page<>(sight.keep("samples:read", found, Sample::server), null);
    }

    @GET
    @Path("daily")
    @PermissionsAllowed("samples:read")
    @Operation(
            operationId = "listDailySamples",
            summary = "List UTC days of volumes",
            description = "The last values of each day, and the lowest and highest use. At most 100,000 days at once.")
    public Days daily(
            @QueryParam("server") @Nullable String server,
            @QueryParam("volume") @Nullable String volume,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        Filter filter = filter(server, volume, from, to);
        List<Day> days = log.daily(filter, MAX_DAYS + 1);
        if (days.size() > MAX_DAYS) {
            throw ProblemException.field("server", "must be given, or a shorter time: there are too many days");
        }
        return new Days(days, log.marks(filter, MAX_MARKS), null);
    }

    /// The time from this page's first item to the next page's: each mark stands on one page.
    private static Filter covered(
            Filter filter, Resolution resolution, @Nullable Place after, Page<? extends Point> page) {
        Instant given = filter.from();
        Instant from = after != null ? after.at() : given == null ? null : resolution.start(given);
        Instant to =
                page.nextCursor() == null ? filter.to() : page.items().getLast().at();
        return new Filter(filter.tenancy(), filter.server(), filter.volume(), from, to);
    }

    private Filter filter(
            @Nullable String server, @Nullable String volume, @Nullable String from, @Nullable String to) {
        return new Filter(own.tenancy(), server, volume, Times.ofParameter("from", from), Times.ofParameter("to", to));
    }

    private static String cursor(Point last) {
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
