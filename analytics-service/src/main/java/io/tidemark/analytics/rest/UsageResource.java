package io.tidemark.analytics.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tidemark.analytics.folder.FolderList;
import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.folder.FolderRow;
import io.tidemark.analytics.folder.Shares;
import io.tidemark.analytics.search.FileList;
import io.tidemark.analytics.search.FileRow;
import io.tidemark.analytics.usage.Dimension;
import io.tidemark.analytics.usage.Distribution;
import io.tidemark.analytics.usage.Listings;
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

/// Who and what takes the space.
@Path("/api/analytics")
@Tag(name = "usage")
@PermissionsAllowed({"files:read", "files:read-part"})
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, TableFormats.CSV, TableFormats.NDJSON, TableFormats.PARQUET})
public class UsageResource {
    static final String LIMIT =
            "At most 1000, 100 where absent; as CSV, JSON lines or Parquet at most 1000000, which are sent as they come";

    private final Exchange exchange;

    UsageResource(Exchange exchange) {
        this.exchange = exchange;
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
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = FileRow.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows heavyFiles(
            @BeanParam Scope scope,
            @BeanParam Filters filters,
            @QueryParam("limit") @Parameter(description = LIMIT) @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int most = exchange.limit(limit);
        return files(Listings.heavy(filters.condition(), most, cursor), scope);
    }

    @GET
    @Path("inactive-files")
    @Operation(
            operationId = "getInactiveFiles",
            summary =
                    "The largest files nobody used for a while: by last access where basis says it can be trusted, else by modification")
    @APIResponse(
            responseCode = "200",
            description = "The largest of them",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FilesAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = FileRow.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows inactiveFiles(
            @QueryParam("days")
                    @DefaultValue("180")
                    @Parameter(description = "Not used for so many days before the scan")
                    int days,
            @BeanParam Scope scope,
            @BeanParam Filters filters,
            @QueryParam("limit") @Parameter(description = LIMIT) @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int most = exchange.limit(limit);
        return files(Listings.inactive(days, filters.condition(), most, cursor), scope);
    }

    @GET
    @Path("recent-activity")
    @Operation(operationId = "getRecentActivity", summary = "Files modified lately, last modified first")
    @APIResponse(
            responseCode = "200",
            description = "The last of them",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FilesAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = FileRow.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows recentActivity(
            @QueryParam("days")
                    @DefaultValue("7")
                    @Parameter(description = "Modified within so many days before the scan, or while it ran")
                    int days,
            @BeanParam Scope scope,
            @BeanParam Filters filters,
            @QueryParam("limit") @Parameter(description = LIMIT) @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int most = exchange.limit(limit);
        return files(Listings.recent(days, filters.condition(), most, cursor), scope);
    }

    @GET
    @Path("unowned-files")
    @Operation(operationId = "getUnownedFiles", summary = "The largest files whose owner's number belongs to nobody")
    @APIResponse(
            responseCode = "200",
            description = "The largest of them",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FilesAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = FileRow.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows unownedFiles(
            @BeanParam Scope scope,
            @BeanParam Filters filters,
            @QueryParam("limit") @Parameter(description = LIMIT) @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int most = exchange.limit(limit);
        return files(Listings.unowned(filters.condition(), most, cursor), scope);
    }

    @GET
    @Path("empty-files")
    @Operation(operationId = "getEmptyFiles", summary = "Files without content, by server and path")
    @APIResponse(
            responseCode = "200",
            description = "The first of them",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FilesAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = FileRow.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows emptyFiles(
            @BeanParam Scope scope,
            @BeanParam Filters filters,
            @QueryParam("limit") @Parameter(description = LIMIT) @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int most = exchange.limit(limit);
        return files(Listings.empty(filters.condition(), most, cursor), scope);
    }

    @GET
    @Path("folders")
    @Operation(
            operationId = "getFolders",
            summary = "Folders that stand out: with most entries, largest, empty, or unreadable")
    @APIResponse(
            responseCode = "200",
            description = "The folders",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = FoldersAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = FolderRow.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows folders(
            @QueryParam("by")
                    @DefaultValue("most-entries")
                    @Parameter(description = "most-entries, largest, empty or unreadable")
                    String by,
            @QueryParam("least")
                    @DefaultValue("0")
                    @Parameter(description = "Only folders with so many entries or bytes")
                    long least,
            @QueryParam("folder") @Parameter(description = "Only this folder and those below it") @Nullable
                    String folder,
            @BeanParam Scope scope,
            @QueryParam("limit") @Parameter(description = LIMIT) @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int most = exchange.limit(limit);
        FolderPath below = folder == null ? null : FolderPath.of(folder);
        return exchange.table(
                new FolderList(FolderList.Kind.named(by), least, below, most, cursor),
                most,
                scope,
                FolderRow.class,
                FoldersAnswer::of);
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
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = Shares.Share.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows distribution(
            @QueryParam("by") @DefaultValue("extension") @Parameter(description = "extension, owner, size, age or type")
                    String by,
            @BeanParam Scope scope,
            @BeanParam Filters filters,
            @QueryParam("limit") @Nullable Integer limit) {
        Distribution question = new Distribution(
                Dimension.named(by), filters.condition(), Limit.check(limit, 50, Exchange.MOST_ON_A_PAGE));
        return exchange.answer(question, scope, answer -> SharesAnswer.of(by, answer));
    }

    private Rows files(FileList list, Scope scope) {
        return exchange.table(list, list.limit(), scope, FileRow.class, FilesAnswer::of);
    }
}
