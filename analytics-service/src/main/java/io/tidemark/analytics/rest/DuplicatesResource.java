package io.tidemark.analytics.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tidemark.analytics.duplicate.Candidate;
import io.tidemark.analytics.duplicate.Candidates;
import io.tidemark.analytics.duplicate.Copies;
import io.tidemark.analytics.search.FileList;
import io.tidemark.analytics.search.FileRow;
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

/// Files that are there several times.
@Path("/api/analytics/duplicates")
@Tag(name = "duplicates")
@PermissionsAllowed({"files:read", "files:read-part"})
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, TableFormats.CSV, TableFormats.NDJSON, TableFormats.PARQUET})
public class DuplicatesResource {
    private final Exchange exchange;

    DuplicatesResource(Exchange exchange) {
        this.exchange = exchange;
    }

    @GET
    @Operation(
            operationId = "getDuplicates",
            summary =
                    "Candidates for duplicates: files of one name and one size, those first of which most bytes can be had"
                            + " back",
            description =
                    "Nobody has compared their contents. Each inode counts once, on all servers together; files that do"
                            + " not fulfil the filters are no copies. reclaimableBytes is what the copies take on disk without the one"
                            + " that takes most; what extents they share is not known.")
    @APIResponse(
            responseCode = "200",
            description = "The candidates",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = DuplicatesAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = Candidate.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows candidates(
            @BeanParam Scope scope,
            @BeanParam Filters filters,
            @QueryParam("limit") @Parameter(description = UsageResource.LIMIT) @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int most = exchange.limit(limit);
        return exchange.table(
                new Candidates(filters.condition(), most, cursor), most, scope, Candidate.class, DuplicatesAnswer::of);
    }

    @GET
    @Path("files")
    @Operation(operationId = "getDuplicateFiles", summary = "The files of one candidate, by server and path")
    @APIResponse(
            responseCode = "200",
            description = "The files",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FilesAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = FileRow.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows files(
            @QueryParam("exactName")
                    @DefaultValue("")
                    @Parameter(required = true, description = "The candidate's name", example = "setup.iso")
                    String exactName,
            @QueryParam("exactBytes")
                    @DefaultValue("0")
                    @Parameter(required = true, description = "The candidate's size", example = "681574400")
                    long exactBytes,
            @BeanParam Scope scope,
            @BeanParam Filters filters,
            @QueryParam("limit") @Parameter(description = UsageResource.LIMIT) @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        FileList list = Copies.of(exactName, exactBytes, filters.condition(), exchange.limit(limit), cursor);
        return exchange.table(list, list.limit(), scope, FileRow.class, FilesAnswer::of);
    }
}
