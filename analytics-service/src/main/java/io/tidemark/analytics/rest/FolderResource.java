package io.tidemark.analytics.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tidemark.analytics.folder.FolderContents;
import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.folder.FolderTree;
import io.tidemark.analytics.folder.FolderTypes;
import io.tidemark.analytics.folder.Shares;
import io.tidemark.analytics.folder.Timeline;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.problem.Problem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/// Folders. One that is itself named `tree`, `types` or `timeline` is asked for with a slash at the end of its path.
@Path("/api/folders")
@Tag(name = "folders")
@PermissionsAllowed({"files:read", "files:read-part"})
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, TableFormats.CSV, TableFormats.NDJSON, TableFormats.PARQUET})
@APIResponse(
        responseCode = "503",
        description = "See Retry-After",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class FolderResource {
    private final Exchange exchange;

    FolderResource(Exchange exchange) {
        this.exchange = exchange;
    }

    @GET
    @Path("{path:.*}")
    @Operation(operationId = "getFolder", summary = "A folder's totals on each server, and its children by size")
    @APIResponse(
            responseCode = "200",
            description = "The folder",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FolderAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = ChildItem.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows look(
            @PathParam("path") String path,
            @BeanParam Scope scope,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return exchange.answer(
                new FolderContents(FolderPath.of(path), Limit.check(limit, 100, Exchange.MOST_ON_A_PAGE), cursor),
                scope,
                FolderAnswer::of);
    }

    @GET
    @Path("{path:.*}/tree")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getFolderTree", summary = "The folders below a folder; what is small or deep is folded")
    @APIResponse(
            responseCode = "200",
            description = "The tree on each server",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = TreeAnswer.class))
            })
    public TreeAnswer tree(
            @PathParam("path") String path,
            @BeanParam Scope scope,
            @QueryParam("depth") @DefaultValue("2") @Parameter(description = "Levels below the folder, 0 to 16")
                    int depth,
            @QueryParam("minBytes") @DefaultValue("0") @Parameter(description = "Smaller folders are folded")
                    long minBytes) {
        FolderPath folder = FolderPath.of(path);
        return exchange.answer(new FolderTree(folder, depth, minBytes), scope, answer -> TreeAnswer.of(folder, answer));
    }

    @GET
    @Path("{path:.*}/timeline")
    @Operation(
            operationId = "getFolderTimeline",
            summary = "A folder day by day, in the last snapshot of each day",
            description = "Where two roots of a server contain the folder, each has points of its own.")
    @APIResponse(
            responseCode = "200",
            description = "The newest moments of the period",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = TimelineAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = Timeline.Point.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows timeline(
            @PathParam("path") String path,
            @QueryParam("from") @Parameter(description = "A day or a moment; the beginning where absent") @Nullable
                    String from,
            @QueryParam("to") @Parameter(description = "A day (its end, UTC) or a moment; now where absent") @Nullable
                    String to,
            @BeanParam Scope scope,
            @QueryParam("limit")
                    @Parameter(description = "Snapshots of all servers together, 100 where absent")
                    @Nullable
                    Integer limit) {
        FolderPath folder = FolderPath.of(path);
        Instant begin = from == null ? Instant.EPOCH : Scope.beginning("from", from);
        Instant end = to == null ? Instant.MAX : Scope.moment("to", to);
        int most = Limit.check(limit, 100, Exchange.MOST_ON_A_PAGE);
        return exchange.answer(
                new Timeline(folder),
                scope.daily(begin, end, folder.text(), most),
                answer -> TimelineAnswer.of(folder, answer));
    }

    @GET
    @Path("{path:.*}/types")
    @Operation(operationId = "getFolderTypes", summary = "What everything below a folder takes, by extension")
    @APIResponse(
            responseCode = "200",
            description = "The extensions that take most",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = SharesAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = Shares.Share.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows types(
            @PathParam("path") String path, @BeanParam Scope scope, @QueryParam("limit") @Nullable Integer limit) {
        return exchange.answer(
                new FolderTypes(FolderPath.of(path), Limit.check(limit, 50, Exchange.MOST_ON_A_PAGE)),
                scope,
                answer -> SharesAnswer.of("extension", answer));
    }
}
