package io.tidemark.history.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.history.content.Contents;
import io.tidemark.history.content.Pace;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.history.snapshot.SnapshotRegister.Filter;
import io.tidemark.history.snapshot.SnapshotRegister.Place;
import io.tidemark.history.snapshot.SnapshotRegister.Registered;
import io.tidemark.platform.audit.Change;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Registered snapshots.
@Path("/api/snapshots")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "snapshots", description = "Sealed results of scans")
public class SnapshotResource {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private static final String READ = "snapshots:read";
    private static final String READ_PART = READ + "-part";
    private static final String EXECUTE = "snapshots:execute";
    private static final Duration SMALLEST = Duration.ofNanos(1000);

    /// For the contract.
    private record SnapshotPage(
            List<Snapshot> items, @Nullable String nextCursor) {}

    private final SnapshotRegister register;
    private final Contents contents;
    private final SnapshotFinder finder;
    private final Sight sight;
    private final Change change;

    SnapshotResource(SnapshotRegister register, Contents contents, SnapshotFinder finder, Sight sight, Change change) {
        this.register = register;
        this.contents = contents;
        this.finder = finder;
        this.sight = sight;
        this.change = change;
    }

    @GET
    @PermissionsAllowed({READ, READ_PART})
    @Operation(operationId = "listSnapshots", summary = "List snapshots, newest first")
    @APIResponseSchema(SnapshotPage.class)
    @APIResponse(responseCode = "304", description = "The list is the one the caller has")
    @APIResponse(responseCode = "404", description = "There is no such group")
    public Response list(
            @QueryParam("server") @Nullable String server,
            @Parameter(description = "Only of servers that are in this group now") @QueryParam("group") @Nullable
                    String group,
            @Parameter(description = "The mount point") @QueryParam("volume") @Nullable String volume,
            @QueryParam("root") @Nullable String root,
            @Parameter(description = "Started then or later") @QueryParam("from") @Nullable String from,
            @Parameter(description = "Started before") @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context HttpHeaders headers,
            @Context UriInfo address) {
        int checked = Limit.check(limit, DEFAULT_LIMIT, MAX_LIMIT);
        Place after = SnapshotCursor.decode(cursor);
        Filter filter = new Filter(
                sight.servers(READ, group),
                server,
                root,
                volume,
                Times.ofParameter("from", from),
                Times.ofParameter("to", to));
        return EntityTags.answer(
                tag(filter, address),
                headers,
                () -> Page.of(register.page(filter, after, checked + 1), checked, SnapshotCursor::encode));
    }

    @GET
    @Path("latest")
    @PermissionsAllowed({READ, READ_PART})
    @Operation(operationId = "listLatestSnapshots", summary = "List the newest snapshot of each server and root")
    @APIResponseSchema(SnapshotPage.class)
    @APIResponse(responseCode = "304", description = "The list is the one the caller has")
    @APIResponse(responseCode = "404", description = "There is no such group")
    public Response latest(
            @QueryParam("server") @Nullable String server,
            @Parameter(description = "Only of servers that are in this group now") @QueryParam("group") @Nullable
                    String group,
            @QueryParam("root") @Nullable String root,
            @Parameter(
                            description = "The newest that had started by then: a time, or a day, which means its end",
                            example = "2026-11-21")
                    @QueryParam("at")
                    @Nullable
                    String at,
            @Context HttpHeaders headers,
            @Context UriInfo address) {
        Instant end = at == null ? null : finder.moment("at", at).plus(SMALLEST);
        Filter filter = new Filter(sight.servers(READ, group), server, root, null, null, end);
        return EntityTags.answer(tag(filter, address), headers, () -> new Page<>(register.latest(filter), null));
    }

    @GET
    @Path("{id}")
    @PermissionsAllowed({READ, READ_PART})
    @Operation(
            operationId = "getSnapshot",
            summary = "Get one snapshot",
            description = "By its id; or, with server and root, the newest that had started by a time or by the end of"
                    + " a day.")
    @APIResponseSchema(Snapshot.class)
    @APIResponse(responseCode = "304", description = "It is the one the caller has")
    @APIResponse(responseCode = "404", description = "There is no such snapshot")
    public Response get(
            @PathParam("id") String id,
            @Parameter(description = "Beside a day or time") @QueryParam("server") @Nullable String server,
            @Parameter(description = "Beside a day or time") @QueryParam("root") @Nullable String root,
            @Context HttpHeaders headers) {
        if (SnapshotId.ifValid(id).isEmpty() && (server != null || root != null)) {
            Snapshot dated = finder.find("id", id, server, root);
            return EntityTags.answer(tag(dated), headers, () -> dated);
        }
        Snapshot found = find(READ, id).snapshot();
        return EntityTags.answer(tag(found), headers, () -> found);
    }

    @GET
    @Path("{id}/manifest")
    @PermissionsAllowed({READ, READ_PART})
    @Operation(operationId = "getManifest", summary = "Get the manifest, byte for byte as the agent sealed it")
    @APIResponse(responseCode = "200", description = "The manifest")
    @APIResponse(responseCode = "404", description = "There is no such snapshot")
    @APIResponse(responseCode = "409", description = "It is damaged")
    public Response manifest(@PathParam("id") String id, @Context HttpHeaders headers) throws IOException {
        Registered found = find(READ, id);
        byte[] manifest = contents.manifest(found.snapshot());
        return Immutable.of(found.manifest().hex(), headers)
                .answer(() -> Response.ok(manifest, MediaType.APPLICATION_JSON_TYPE));
    }

    @GET
    @Path("{id}/parts/{file}")
    @Produces({PartAnswer.PARQUET, MediaType.APPLICATION_OCTET_STREAM})
    @PermissionsAllowed({READ, READ_PART})
    @Operation(operationId = "getPart", summary = "Get a Parquet file, or a range of it")
    @APIResponse(responseCode = "200", description = "The whole file")
    @APIResponse(responseCode = "206", description = "The range that was asked for")
    @APIResponse(responseCode = "304", description = "The file is the one the caller has")
    @APIResponse(responseCode = "404", description = "There is no such snapshot or no such part")
    @APIResponse(responseCode = "409", description = "Retention took the file, or it is damaged")
    @APIResponse(responseCode = "416", description = "The range begins behind the end of the file")
    @APIResponse(
            responseCode = "503",
            description = "It was rebuilt in other bytes than the snapshot told: ask for the snapshot again")
    public Response part(@PathParam("id") String id, @PathParam("file") String file, @Context HttpHeaders headers)
            throws IOException {
        Snapshot snapshot = find(READ, id).snapshot();
        PartName name = PartName.ifValid(file).orElseThrow(() -> SnapshotProblem.notFound(id, file));
        Part part = snapshot.part(name).orElseThrow(() -> SnapshotProblem.noPart(snapshot, name));
        return new PartAnswer(part, headers).of(contents.part(snapshot, name));
    }

    @POST
    @Path("{id}/verify")
    @PermissionsAllowed(EXECUTE)
    @Operation(
            operationId = "verifySnapshot",
            summary = "Read all of a snapshot and compare it with its checksums",
            description =
                    "What is damaged is set aside, and the snapshot is marked and no longer offered as the latest."
                            + " A damaged snapshot whose content is there again is no longer damaged.")
    @APIResponseSchema(Soundness.class)
    @APIResponse(responseCode = "404", description = "There is no such snapshot")
    public Soundness verify(@PathParam("id") String id) throws IOException {
        Registered found = find(EXECUTE, id);
        Soundness after = Soundness.of(found.snapshot(), contents.inspect(found, Pace.FREE));
        change.made(Map.of("sound", !found.snapshot().damaged()), after);
        return after;
    }

    private Registered find(String permission, String id) {
        return SnapshotId.ifValid(id)
                .flatMap(register::find)
                .filter(found -> sight.sees(permission, found.snapshot().server()))
                .orElseThrow(() -> SnapshotProblem.notFound(id));
    }

    /// Of what can change of a snapshot.
    private static String tag(Snapshot snapshot) {
        String form = snapshot.difference() == null
                ? ""
                : "-" + snapshot.parts().stream().map(Part::sha256).toList().hashCode();
        return snapshot.id() + "-" + snapshot.detail().word() + (snapshot.damaged() ? "-damaged" : "") + form;
    }

    /// Of what was asked, by whom as far as it matters, and of the state of the list.
    private String tag(Filter filter, UriInfo address) {
        String asked = register.version() + " " + filter + " " + address.getRequestUri();
        return Sha256.of(asked.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
