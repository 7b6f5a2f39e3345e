package io.tidemark.history.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.history.content.Contents;
import io.tidemark.history.content.Pace;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.history.snapshot.SnapshotRegister.Filter;
import io.tidemark.history.snapshot.SnapshotRegister.Place;
import io.tidemark.history.snapshot.SnapshotRegister.Registered;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// Registered snapshots.
@Path("/api/snapshots")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "snapshots", description = "Sealed results of scans")
public class SnapshotResource {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private final SnapshotRegister register;
    private final Contents contents;

    SnapshotResource(SnapshotRegister register, Contents contents) {
        this.register = register;
        this.contents = contents;
    }

    @GET
    @PermissionsAllowed("snapshots:read")
    @Operation(operationId = "listSnapshots", summary = "List snapshots, newest first")
    public Page<Snapshot> list(
            @QueryParam("server") @Nullable String server,
            @QueryParam("root") @Nullable String root,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int checked = Limit.check(limit, DEFAULT_LIMIT, MAX_LIMIT);
        Place after = SnapshotCursor.decode(cursor);
        return Page.of(register.page(new Filter(server, root), after, checked + 1), checked, SnapshotCursor::encode);
    }

    @GET
    @Path("latest")
    @PermissionsAllowed("snapshots:read")
    @Operation(operationId = "listLatestSnapshots", summary = "List the newest snapshot of each server and root")
    public Page<Snapshot> latest(
            @QueryParam("server") @Nullable String server, @QueryParam("root") @Nullable String root) {
        return new Page<>(register.latest(new Filter(server, root)), null);
    }

    @GET
    @Path("{id}")
    @PermissionsAllowed("snapshots:read")
    @Operation(operationId = "getSnapshot", summary = "Get one snapshot")
    @APIResponseSchema(Snapshot.class)
    @APIResponse(responseCode = "404", description = "There is no such snapshot")
    public Response get(@PathParam("id") String id, @Context HttpHeaders headers) {
        Registered found = find(id);
        return Immutable.of(found.manifest().hex(), headers)
                .answer(() -> Response.ok(found.snapshot(), MediaType.APPLICATION_JSON_TYPE));
    }

    @GET
    @Path("{id}/manifest")
    @PermissionsAllowed("snapshots:read")
    @Operation(operationId = "getManifest", summary = "Get the manifest, byte for byte as the agent sealed it")
    @APIResponse(responseCode = "200", description = "The manifest")
    @APIResponse(responseCode = "404", description = "There is no such snapshot")
    @APIResponse(responseCode = "409", description = "It is damaged")
    public Response manifest(@PathParam("id") String id, @Context HttpHeaders headers) throws IOException {
        Registered found = find(id);
        byte[] manifest = contents.manifest(found.snapshot());
        return Immutable.of(found.manifest().hex(), headers)
                .answer(() -> Response.ok(manifest, MediaType.APPLICATION_JSON_TYPE));
    }

    @GET
    @Path("{id}/parts/{file}")
    @Produces({PartAnswer.PARQUET, MediaType.APPLICATION_OCTET_STREAM})
    @PermissionsAllowed("snapshots:read")
    @Operation(operationId = "getPart", summary = "Get a Parquet file, or a range of it")
    @APIResponse(responseCode = "200", description = "The whole file")
    @APIResponse(responseCode = "206", description = "The range that was asked for")
    @APIResponse(responseCode = "304", description = "The file is the one the caller has")
    @APIResponse(responseCode = "404", description = "There is no such snapshot or no such part")
    @APIResponse(responseCode = "409", description = "Retention took the file, or it is damaged")
    @APIResponse(responseCode = "416", description = "The range begins behind the end of the file")
    public Response part(@PathParam("id") String id, @PathParam("file") String file, @Context HttpHeaders headers)
            throws IOException {
        Snapshot snapshot = find(id).snapshot();
        PartName name = PartName.ifValid(file).orElseThrow(() -> SnapshotProblem.notFound(id, file));
        Part part = snapshot.part(name).orElseThrow(() -> SnapshotProblem.noPart(snapshot, name));
        return new PartAnswer(part, headers).of(contents.part(snapshot, name));
    }

    @POST
    @Path("{id}/verify")
    @PermissionsAllowed("snapshots:execute")
    @Operation(
            operationId = "verifySnapshot",
            summary = "Read all of a snapshot and compare it with its checksums",
            description =
                    "What is damaged is set aside, and the snapshot is marked and no longer offered as the latest."
                            + " A damaged snapshot whose content is there again is no longer damaged.")
    @APIResponseSchema(Soundness.class)
    @APIResponse(responseCode = "404", description = "There is no such snapshot")
    public Soundness verify(@PathParam("id") String id) throws IOException {
        Registered found = find(id);
        return Soundness.of(found.snapshot(), contents.inspect(found, Pace.FREE));
    }

    private Registered find(String id) {
        return SnapshotId.ifValid(id).flatMap(register::find).orElseThrow(() -> SnapshotProblem.notFound(id));
    }
}
