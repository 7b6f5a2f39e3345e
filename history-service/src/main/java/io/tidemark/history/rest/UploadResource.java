package io.tidemark.history.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.history.ingest.Piece;
import io.tidemark.history.ingest.Progress;
import io.tidemark.history.ingest.ReceivedManifest;
import io.tidemark.history.ingest.ResumableParts;
import io.tidemark.history.ingest.SnapshotIngest;
import io.tidemark.history.ingest.Upload;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
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
import java.util.Optional;

/// The way in for snapshots.
@Path("/api/snapshots/{id}")
@Tag(name = "snapshots")
public class UploadResource {

    private final SnapshotIngest ingest;
    private final ResumableParts resumable;
    private final Uploads uploads;
    private final Caller caller;
    private final Own own;

    UploadResource(SnapshotIngest ingest, ResumableParts resumable, Uploads uploads, Caller caller, Own own) {
        this.ingest = ingest;
        this.resumable = resumable;
        this.uploads = uploads;
        this.caller = caller;
        this.own = own;
    }

    @PUT
    @Path("parts/{file}")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @PermissionsAllowed("snapshots:write")
    @Operation(
            operationId = "putPart",
            summary = "Upload a Parquet file; may be repeated until the snapshot is sealed",
            description =
                    "With Upload-Complete the upload is resumable (draft-ietf-httpbis-resumable-upload): what came"
                            + " before a connection broke stays, and /api/snapshots/{id}/uploads/{file} says how much and takes"
                            + " the rest. Without, a broken connection leaves nothing.")
    @APIResponse(responseCode = "204", description = "The part has the digest it was sent with and is kept")
    @APIResponse(responseCode = "201", description = "The piece is kept; Location takes the next ones")
    @APIResponse(responseCode = "400", description = "Repr-Digest has no sha-256, or another header cannot be read")
    @APIResponse(responseCode = "413", description = "The part is too large")
    @APIResponse(responseCode = "422", description = "The content does not have the digest, or the name is none")
    @APIResponse(responseCode = "503", description = "Too many uploads, or the store is full")
    public Response part(
            @PathParam("id") String id,
            @PathParam("file") String file,
            @Parameter(required = true, example = "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:")
                    @HeaderParam("Repr-Digest")
                    @Nullable
                    String digest,
            @Parameter(description = "?1 when nothing comes after this content, ?0 otherwise", example = "?1")
                    @HeaderParam(UploadHeaders.COMPLETE)
                    @Nullable
                    String complete,
            @Parameter(description = "Bytes of the whole part, where they are not those of this content")
                    @HeaderParam(UploadHeaders.LENGTH)
                    @Nullable
                    String uploadLength,
            @Parameter(description = "Of the bytes in this very request") @HeaderParam("Content-Digest") @Nullable
                    String contentDigest,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream content)
            throws IOException {
        PartName name = UploadHeaders.part(file);
        Sha256 expected = Optional.ofNullable(digest)
                .flatMap(Sha256::inDigestField)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.MALFORMED, "Repr-Digest: must have sha-256=:<base64 of the content's SHA-256>:"));
        long known = length == null ? -1 : length;
        if (complete == null) {
            ingest.part(uploads.of(id), name, content, known, expected);
            return Response.noContent().build();
        }
        Piece piece = UploadHeaders.piece(content, contentDigest, complete);
        long whole = UploadHeaders.length(uploadLength, piece.last() ? known : -1);
        Progress progress = resumable.create(uploads.of(id), name, expected, whole, piece);
        return UploadHeaders.answer(progress, URI.create("/api/snapshots/" + id + "/uploads/" + name));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("snapshots:write")
    @Operation(
            operationId = "sealSnapshot",
            summary = "Seal a snapshot with its manifest",
            description =
                    "Every checksum, row count and sum of the manifest is checked against the uploaded parts. What"
                            + " does not agree is refused, and the upload is removed.")
    @APIResponse(
            responseCode = "201",
            description = "Checked, stored and registered",
            content = @Content(schema = @Schema(implementation = Snapshot.class)))
    @APIResponse(
            responseCode = "200",
            description = "Registered before with this very manifest",
            content = @Content(schema = @Schema(implementation = Snapshot.class)))
    @APIResponse(responseCode = "409", description = "Registered before with another manifest")
    @APIResponse(responseCode = "413", description = "The manifest is too large")
    @APIResponse(responseCode = "422", description = "Manifest and parts do not agree; the upload is gone")
    @APIResponse(responseCode = "503", description = "Being checked already, too many checks, or the store is full")
    public Response seal(
            @PathParam("id") String id,
            @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT))) InputStream manifest)
            throws IOException {
        Upload upload = uploads.of(id);
        ReceivedManifest received = ingest.receive(upload, manifest);
        caller.requireServer(received.manifest().server().value());
        own.named(received.manifest().server());
        SnapshotIngest.Outcome outcome = ingest.seal(upload, received);
        return (outcome.created() ? Response.created(URI.create("/api/snapshots/" + id)) : Response.ok())
                .entity(outcome.snapshot())
                .build();
    }
}
