package io.tidemark.analytics.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tidemark.analytics.fleet.Aspect;
import io.tidemark.analytics.fleet.FleetComparison;
import io.tidemark.analytics.fleet.GroupComparison;
import io.tidemark.analytics.fleet.GroupStanding;
import io.tidemark.analytics.fleet.GrowthCorrelation;
import io.tidemark.analytics.fleet.Pair;
import io.tidemark.analytics.fleet.Standing;
import io.tidemark.analytics.fleet.Unlike;
import io.tidemark.analytics.fleet.Unlikeness;
import io.tidemark.platform.page.Limit;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Groups of servers, servers within their group, and servers that grow together.
@Path("/api/analytics/fleet")
@Tag(name = "usage")
@PermissionsAllowed({"files:read", "files:read-part"})
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, TableFormats.CSV, TableFormats.NDJSON, TableFormats.PARQUET})
public class FleetResource {
    private static final String OF = "group (the nearest of each server) or tag:KEY, such as tag:department";
    private static final int SNAPSHOTS = 366;

    private final Exchange exchange;
    private final Labels labels;

    FleetResource(Exchange exchange, Labels labels) {
        this.exchange = exchange;
        this.labels = labels;
    }

    @GET
    @Operation(operationId = "compareServers", summary = "Servers beside each other, and which are unlike the others")
    @APIResponse(
            responseCode = "200",
            description = "How the servers are spread, and where each one stands",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FleetAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = Standing.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows fleet(
            @QueryParam("by")
                    @DefaultValue("size")
                    @Parameter(description = "size, allocated, files, directories or average-file-size")
                    String by,
            @QueryParam("leastGroup")
                    @DefaultValue("8")
                    @Parameter(description = "How many servers it takes to call one an outlier, at least 3")
                    int leastGroup,
            @BeanParam Scope scope) {
        return exchange.answer(
                new FleetComparison(Aspect.named(by), leastGroup), scope, answer -> FleetAnswer.of(by, answer));
    }

    @GET
    @Path("groups")
    @Operation(
            operationId = "compareGroups",
            summary =
                    "Groups of servers beside each other: totals by group or tag, and how the servers of each are spread")
    @APIResponse(
            responseCode = "200",
            description = "The groups; servers in none are one without a name",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = GroupsAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = GroupStanding.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows groups(
            @QueryParam("of") @DefaultValue("group") @Parameter(description = OF) String of,
            @QueryParam("by")
                    @DefaultValue("size")
                    @Parameter(description = "size, allocated, files, directories or average-file-size")
                    String by,
            @QueryParam("leastGroup")
                    @DefaultValue("8")
                    @Parameter(description = "How many groups it takes to call one an outlier, at least 3")
                    int leastGroup,
            @BeanParam Scope scope) {
        return exchange.answer(
                new GroupComparison(Aspect.named(by), labels.by("of", of), leastGroup),
                scope,
                answer -> GroupsAnswer.of(by, answer));
    }

    @GET
    @Path("unlike")
    @Operation(operationId = "findUnlikeServers", summary = "Which servers are unlike their group, and in what")
    @APIResponse(
            responseCode = "200",
            description = "Every aspect of a server whose robust score within its group is beyond 3.5 on either side",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = UnlikeAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = Unlike.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows unlike(
            @QueryParam("of") @DefaultValue("group") @Parameter(description = OF) String of,
            @QueryParam("leastGroup")
                    @DefaultValue("8")
                    @Parameter(description = "How many servers a group must have, at least 3")
                    int leastGroup,
            @BeanParam Scope scope) {
        return exchange.answer(new Unlikeness(labels.by("of", of), leastGroup), scope, UnlikeAnswer::of);
    }

    @GET
    @Path("correlation")
    @Operation(
            operationId = "correlateGrowth",
            summary = "Which servers grow together",
            description =
                    "What each server grew each day, by the last snapshot of each of the last 366 days; pairs with at least 14"
                            + " days in common.")
    @APIResponse(
            responseCode = "200",
            description = "Pairs of servers",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = CorrelationAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = Pair.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows correlation(
            @QueryParam("from") @Parameter(description = "A day or a moment; the beginning where absent") @Nullable
                    String from,
            @QueryParam("to") @Parameter(description = "A day (its end, UTC) or a moment; now where absent") @Nullable
                    String to,
            @BeanParam Scope scope,
            @QueryParam("snapshots")
                    @Parameter(
                            description = "How many of the newest snapshots of all servers together, 366 where absent")
                    @Nullable
                    Integer snapshots,
            @QueryParam("limit") @Nullable Integer limit) {
        Instant begin = from == null ? Instant.EPOCH : Scope.beginning("from", from);
        Instant end = to == null ? Instant.MAX : Scope.moment("to", to);
        return exchange.answer(
                new GrowthCorrelation(Limit.check(limit, 100, Exchange.MOST_ON_A_PAGE)),
                scope.daily(begin, end, null, Scope.snapshots(snapshots, SNAPSHOTS)),
                CorrelationAnswer::of);
    }
}
