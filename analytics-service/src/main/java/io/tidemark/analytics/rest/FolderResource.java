package io.tidemark.analytics.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.folder.FolderTypes;
import io.tidemark.analytics.folder.Folders;
import io.tidemark.analytics.folder.Shares;
import io.tidemark.analytics.folder.Trees;
import io.tidemark.platform.access.Caller;
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

/// Folders. One that is itself named `tree` or `types` is asked for with a slash at the end of its path.
@Path("/api/folders")
@Tag(name = "folders")
@PermissionsAllowed("files:read")
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, TableFormats.CSV, TableFormats.NDJSON})
@APIResponse(responseCode = "304", description = "Nothing changed since the answer with the entity tag sent along")
@APIResponse(
        responseCode = "400",
        description = "A cursor or a number cannot be read",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "401",
        description = "There is no valid token",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "403",
        description = "The token does not carry files:read, or is bound to another server",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "422",
        description = "A parameter is out of its bounds",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "503",
        description = "Too many questions wait, or this one takes too long or too much memory; see Retry-After",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "404",
        description = "No newest snapshot of the servers asked has the folder",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class FolderResource {
    private static final int MOST = 1000;

    private final Folders folders;
    private final Trees trees;
    private final FolderTypes types;
    private final Caller caller;

    public FolderResource(Folders folders, Trees trees, FolderTypes types, Caller caller) {
        this.folders = folders;
        this.trees = trees;
        this.types = types;
        this.caller = caller;
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
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = ChildItem.class))
            })
    public FolderAnswer look(
            @PathParam("path") String path,
            @BeanParam Scope scope,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return FolderAnswer.of(
                folders.look(FolderPath.of(path), scope.seenBy(caller), Limit.check(limit, 100, MOST), cursor));
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
        return TreeAnswer.of(folder, trees.draw(folder, scope.seenBy(caller), depth, minBytes));
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
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = Shares.Share.class))
            })
    public SharesAnswer types(
            @PathParam("path") String path, @BeanParam Scope scope, @QueryParam("limit") @Nullable Integer limit) {
        return SharesAnswer.of(
                "extension", types.of(FolderPath.of(path), scope.seenBy(caller), Limit.check(limit, 50, MOST)));
    }
}
