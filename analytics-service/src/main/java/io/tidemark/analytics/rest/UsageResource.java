package io.tidemark.analytics.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tidemark.analytics.folder.Shares;
import io.tidemark.analytics.usage.Dimension;
import io.tidemark.analytics.usage.Distribution;
import io.tidemark.analytics.usage.HeavyFiles;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.problem.Problem;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Who and what takes the space.
@Path("/api/analytics")
@Tag(name = "usage")
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
public class UsageResource {
    private static final int MOST = 1000;

    private final HeavyFiles heavyFiles;
    private final Distribution distribution;
    private final Caller caller;

    public UsageResource(HeavyFiles heavyFiles, Distribution distribution, Caller caller) {
        this.heavyFiles = heavyFiles;
        this.distribution = distribution;
        this.caller = caller;
    }

    @GET
    @Path("heavy-files")
    @Operation(operationId = "getHeavyFiles", summary = "The largest files, an inode with several names once")
    @APIResponse(
            responseCode = "200",
            description = "The largest files",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FilesAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = FileItem.class))
            })
    public FilesAnswer heavyFiles(@BeanParam Scope scope, @QueryParam("limit") @Nullable Integer limit) {
        return FilesAnswer.heavy(heavyFiles.largest(scope.seenBy(caller), Limit.check(limit, 100, MOST)));
    }

    @GET
    @Path("distribution")
    @Operation(operationId = "getDistribution", summary = "Entries and bytes by extension, owner, size, age or type")
    @APIResponse(
            responseCode = "200",
            description = "The groups that take most",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = SharesAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = Shares.Share.class))
            })
    public SharesAnswer distribution(
            @QueryParam("by") @DefaultValue("extension") String by,
            @BeanParam Scope scope,
            @QueryParam("limit") @Nullable Integer limit) {
        return SharesAnswer.of(
                by, distribution.by(Dimension.named(by), scope.seenBy(caller), Limit.check(limit, 50, MOST)));
    }
}
