package io.tidemark.analytics.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.FileList;
import io.tidemark.analytics.search.FileRow;
import io.tidemark.analytics.search.Order;
import io.tidemark.platform.audit.Change;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Files and folders by name, and by anything else that is known of them.
@Path("/api/search")
@Tag(name = "search")
@PermissionsAllowed({"files:read", "files:read-part"})
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, TableFormats.CSV, TableFormats.NDJSON, TableFormats.PARQUET})
public class SearchResource {
    private static final String EXAMPLE = """
            {"where":{"and":[{"name":"*.log"},{"permission":"world-writable"},{"not":{"owner":["root"]}},
            {"size":{"from":1048576}},{"older":{"of":"modified","days":30}}]},"sort":"size","limit":100}""";

    private final Exchange exchange;
    private final Change change;

    SearchResource(Exchange exchange, Change change) {
        this.exchange = exchange;
        this.change = change;
    }

    @GET
    @Operation(operationId = "search", summary = "Files and folders whose name or path matches, in a stable order")
    @APIResponse(
            responseCode = "200",
            description = "One page of what was found",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FilesAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = FileRow.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows search(
            @QueryParam("q")
                    @DefaultValue("")
                    @Parameter(
                            required = true,
                            description = "With * (any characters) or ? (one character) a pattern of the whole name,"
                                    + " else a part of it; of the path where it has a slash. Case does not matter.")
                    String q,
            @QueryParam("match")
                    @DefaultValue("text")
                    @Parameter(
                            description =
                                    "text, or regex: q is a regular expression (RE2) that matches somewhere in the"
                                            + " name; case matters unless it starts with (?i)")
                    String match,
            @QueryParam("in")
                    @DefaultValue("name")
                    @Parameter(description = "name or path: what a regular expression is matched with")
                    String in,
            @BeanParam Scope scope,
            @BeanParam Filters filters,
            @QueryParam("limit") @Parameter(description = UsageResource.LIMIT) @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Condition where =
                filters.condition().and(SearchedText.named(match, q, in).condition());
        return exchange.table(
                new FileList("search", where, true, Order.PATH, exchange.limit(limit), cursor),
                exchange.limit(limit),
                scope,
                FileRow.class,
                FilesAnswer::of);
    }

    @POST
    @Path("advanced")
    @Operation(
            operationId = "searchAdvanced",
            summary = "Files, and folders where they are wanted, that fulfil a condition of any shape")
    @APIResponse(
            responseCode = "200",
            description = "One page of what was found",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FilesAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = FileRow.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    @Consumes(MediaType.APPLICATION_JSON)
    public Rows advanced(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = AdvancedSearch.class),
                                            examples = @ExampleObject(name = "world-writable logs", value = EXAMPLE)))
                    AdvancedSearch search,
            @BeanParam Scope scope) {
        FileList list = search.list(exchange.limit(search.limit()));
        Rows rows = exchange.table(list, list.limit(), scope, FileRow.class, FilesAnswer::of);
        change.made(null, search);
        return rows;
    }
}
