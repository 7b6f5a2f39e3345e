package io.tidemark.history.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.tidemark.history.inventory.Field;
import io.tidemark.history.inventory.Inventories;
import io.tidemark.history.inventory.Inventories.Outcome;
import io.tidemark.history.inventory.InventoryFormat;
import io.tidemark.history.inventory.Mapping;
import io.tidemark.history.inventory.Order;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.platform.audit.AuditedItself;
import io.tidemark.platform.audit.Change;
import io.tidemark.platform.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The way in for inventories that other tools wrote.
@Path("/api/snapshots/import")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "snapshots")
public class ImportResource {

    private static final Pattern LAYOUT = Pattern.compile("(?:.*/)?(\\d{4}-\\d{2}-\\d{2})/([^/]+)\\.parquet");

    /// @param columns field and the column it was read from; empty where the format says that itself, or the very
    /// inventory was imported before
    public record Imported(Snapshot snapshot, Map<String, String> columns) {}

    private final Inventories inventories;
    private final Change change;
    private final Acts acts;
    private final Own own;

    ImportResource(Inventories inventories, Change change, Acts acts, Own own) {
        this.inventories = inventories;
        this.change = change;
        this.acts = acts;
        this.own = own;
    }

    @POST
    @Blocking
    @Consumes(MediaType.WILDCARD)
    @AuditedItself
    @PermissionsAllowed("snapshots:execute")
    @Operation(
            operationId = "importInventory",
            summary = "Make a snapshot of an inventory that another tool wrote",
            description =
                    "The body is the inventory, plain or with gzip. What it does not say is null in the snapshot and"
                            + " named in the manifest's `lacking`. The very same inventory sent again is the same snapshot.")
    @APIResponse(
            responseCode = "201",
            description = "The snapshot",
            content = @Content(schema = @Schema(implementation = Imported.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was imported before",
            content = @Content(schema = @Schema(implementation = Imported.class)))
    @APIResponse(responseCode = "413", description = "It is larger than may be imported: inventory-too-large")
    @APIResponse(
            responseCode = "422",
            description = "A parameter is wrong, or the inventory: inventory-unreadable, with the line")
    @APIResponse(
            responseCode = "503",
            description =
                    "Too many are imported: inventory-busy; or the audit log cannot be reached, and nothing was done")
    public Response take(
            @Parameter(required = true, description = "Whose files they are", example = "nas-1")
                    @QueryParam("server")
                    @Nullable
                    String server,
            @Parameter(required = true, schema = @Schema(implementation = InventoryFormat.class))
                    @QueryParam("format")
                    @Nullable
                    String format,
            @Parameter(
                            description =
                                    "The folder the inventory begins with, as the snapshot shall have it; the layout"
                                            + " has `/<share>` of itself",
                            example = "/export/home")
                    @QueryParam("root")
                    @Nullable
                    String root,
            @Parameter(description = "What the paths begin with in place of the root", example = "/mnt/home")
                    @QueryParam("prefix")
                    @Nullable
                    String prefix,
            @Parameter(
                            description = "When it was made, a day or a time; the layout says it of itself",
                            example = "2026-11-20T02:00:00Z")
                    @QueryParam("at")
                    @Nullable
                    String at,
            @Parameter(description = "The file's place in the layout", example = "snapshots/2026-11-20/home.parquet")
                    @QueryParam("file")
                    @Nullable
                    String file,
            @Parameter(
                            description = "Which column holds what, where its name does not tell",
                            example = "path=Key,size=Bytes")
                    @QueryParam("columns")
                    @Nullable
                    String columns,
            @Parameter(
                            description = "The columns of an S3 Inventory in order, as its manifest.json has them",
                            example = "Bucket, Key, Size, LastModifiedDate")
                    @QueryParam("schema")
                    @Nullable
                    String schema,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream body,
            @Context HttpServerRequest request)
            throws IOException {
        InventoryFormat form = InventoryFormat.ifValid(format == null ? "" : format)
                .orElseThrow(() -> ProblemException.field(
                        "format",
                        "must be one of "
                                + Arrays.stream(InventoryFormat.values())
                                        .map(InventoryFormat::word)
                                        .toList()));
        Matcher place = LAYOUT.matcher(file == null ? "" : file);
        boolean placed = form == InventoryFormat.LAYOUT;
        if (placed && !place.matches()) {
            throw ProblemException.field("file", "must be a place such as snapshots/2026-11-20/home.parquet");
        }
        String top = root != null || !placed ? given("root", root) : "/" + place.group(2);
        Instant when = moment(at != null || !placed ? given("at", at) : place.group(1));
        Map<Field, String> mapping = parsed("columns", () -> Mapping.parse(columns == null ? "" : columns));
        List<String> header = schema == null
                ? List.of()
                : Arrays.stream(schema.split(",", -1)).map(String::strip).toList();
        Order order = parsed(
                "root",
                () -> new Order(
                        Names.server(given("server", server)),
                        top,
                        prefix == null ? top : prefix,
                        when,
                        form,
                        mapping,
                        header));
        own.named(order.server());
        acts.record("import-snapshot", order.server() + " " + top + " " + when + " " + form.word(), request);
        Outcome outcome = inventories.take(order, body);
        change.made(outcome.created() ? null : outcome.snapshot(), outcome.snapshot());
        return answer(outcome);
    }

    private static Response answer(Outcome outcome) {
        Imported imported = new Imported(outcome.snapshot(), outcome.columns());
        return outcome.created()
                ? Response.created(URI.create(
                                "/api/snapshots/" + outcome.snapshot().id()))
                        .entity(imported)
                        .build()
                : Response.ok(imported).build();
    }

    private static Instant moment(String text) {
        try {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            Instant time = Times.ofParameter("at", text);
            return time == null ? Instant.EPOCH : time;
        }
    }

    private static String given(String parameter, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw ProblemException.field(parameter, "must be given");
        }
        return text;
    }

    private static <T> T parsed(String parameter, java.util.function.Supplier<T> parse) {
        try {
            return parse.get();
        } catch (IllegalArgumentException e) {
            throw ProblemException.field(parameter, String.valueOf(e.getMessage()));
        }
    }
}
