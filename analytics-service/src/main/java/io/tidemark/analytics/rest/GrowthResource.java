package io.tidemark.analytics.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tidemark.analytics.growth.Growth;
import io.tidemark.analytics.growth.GrowthBy;
import io.tidemark.analytics.growth.GrowthShares;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.source.Roster;
import io.tidemark.analytics.source.Server;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.problem.Problem;
import io.tidemark.platform.problem.ProblemException;
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
import java.util.Map;
import java.util.stream.Collectors;

/// Who used the space between two moments.
@Path("/api/analytics/growth")
@Tag(name = "usage")
@PermissionsAllowed({"files:read", "files:read-part"})
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, TableFormats.CSV, TableFormats.NDJSON, TableFormats.PARQUET})
@APIResponse(
        responseCode = "503",
        description = "See Retry-After",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class GrowthResource {
    private final Exchange exchange;
    private final Roster roster;
    private final Caller caller;

    GrowthResource(Exchange exchange, Roster roster, Caller caller) {
        this.exchange = exchange;
        this.roster = roster;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "getGrowth",
            summary = "Who used the space between two moments, in parts that add up",
            description = "For each server and root the newest snapshot by the first moment is compared with the newest"
                    + " by the second. Those without a snapshot by the first are missing in the basis.")
    @APIResponse(
            responseCode = "200",
            description = "The parts that changed most",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = GrowthAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = GrowthShares.Part.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows growth(
            @QueryParam("from")
                    @Parameter(
                            required = true,
                            description = "A day (its end, UTC) or a moment",
                            example = "2026-11-01")
                    @Nullable
                    String from,
            @QueryParam("to") @Parameter(description = "The same; now where absent") @Nullable String to,
            @QueryParam("by")
                    @DefaultValue("folder")
                    @Parameter(description = "folder, owner, extension, type, server or group")
                    String by,
            @QueryParam("order") @DefaultValue("growth") @Parameter(description = "growth or shrinkage: which is first")
                    String order,
            @BeanParam Scope scope,
            @BeanParam Filters filters,
            @QueryParam("limit") @Nullable Integer limit) {
        Instant begin = Scope.moment("from", required(from));
        Instant end = to == null ? Instant.MAX : Scope.moment("to", to);
        GrowthBy parts = GrowthBy.named(by);
        Growth question = new Growth(
                parts,
                begin,
                parts == GrowthBy.GROUP ? nearestGroups() : Map.of(),
                parts == GrowthBy.FOLDER ? filters.folderAlone() : null,
                parts == GrowthBy.FOLDER ? Condition.everything() : filters.condition(),
                isFalling(order),
                Limit.check(limit, 50, Exchange.MOST_ON_A_PAGE));
        return exchange.answer(question, scope.between(begin, end), answer -> GrowthAnswer.of(by, answer));
    }

    private Map<String, String> nearestGroups() {
        return roster.servers(caller.tenancy()).stream()
                .filter(server -> !server.groups().isEmpty())
                .collect(
                        Collectors.toMap(Server::name, server -> server.groups().getFirst()));
    }

    private static String required(@Nullable String from) {
        if (from == null) {
            throw ProblemException.field("from", "must be a day such as 2026-11-01 or a moment");
        }
        return from;
    }

    private static boolean isFalling(String order) {
        if (!order.equals("growth") && !order.equals("shrinkage")) {
            throw ProblemException.field("order", "must be growth or shrinkage, not '" + order + "'");
        }
        return order.equals("shrinkage");
    }
}
