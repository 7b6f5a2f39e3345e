package io.tidemark.history.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.history.ingest.IngestProblem;
import io.tidemark.history.ingest.Piece;
import io.tidemark.history.ingest.Progress;
import io.tidemark.history.ingest.ResumableParts;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/// Uploads of parts that came to an end before the part did.
@Path("/api/snapshots/{id}/uploads/{file}")
@Tag(name = "snapshots")
public class PieceResource {

    private final ResumableParts resumable;
    private final Uploads uploads;

    PieceResource(ResumableParts resumable, Uploads uploads) {
        this.resumable = resumable;
        this.uploads = uploads;
    }

    @HEAD
    @PermissionsAllowed("snapshots:write")
    @Operation(
            operationId = "getUploadOffset",
            summary = "Ask how much of a part has come",
            description = "Upload-Offset, Upload-Length and Upload-Complete say it. A request that still brings some of"
                    + " it is ended, so that the answer stays true.")
    @APIResponse(responseCode = "204", description = "Some of it, or all")
    @APIResponse(responseCode = "404", description = "Nothing of it is here")
    public Response progress(@PathParam("id") String id, @PathParam("file") String file) throws IOException {
        PartName name = UploadHeaders.part(file);
        Progress progress = resumable
                .progress(uploads.of(id), name)
                .orElseThrow(
                        () -> new ProblemException(IngestProblem.UPLOAD_NOT_FOUND, "Nothing of " + name + " has come"));
        return UploadHeaders.of(Response.noContent(), progress);
    }

    @PATCH
    @Consumes(UploadHeaders.PARTIAL_UPLOAD)
    @PermissionsAllowed("snapshots:write")
    @Operation(operationId = "appendToUpload", summary = "Go on with the upload of a part")
    @APIResponse(
            responseCode = "204",
            description = "The piece is kept; Upload-Complete says whether the part is whole")
    @APIResponse(responseCode = "400", description = "A header cannot be read")
    @APIResponse(responseCode = "404", description = "Nothing of it is here")
    @APIResponse(responseCode = "409", description = "The upload stands at another offset")
    @APIResponse(
            responseCode = "422",
            description = "content-digest-mismatch: send the piece again; part-digest-mismatch: the part is gone")
    @APIResponse(responseCode = "503", description = "Too many uploads, or the store is full")
    public Response append(
            @PathParam("id") String id,
            @PathParam("file") String file,
            @Parameter(required = true, description = "Where this content begins", example = "1048576")
                    @HeaderParam(UploadHeaders.OFFSET)
                    @Nullable
                    String offset,
            @Parameter(required = true, description = "?1 when nothing comes after this content", example = "?1")
                    @HeaderParam(UploadHeaders.COMPLETE)
                    @Nullable
                    String complete,
            @Parameter(description = "Of the bytes in this very request") @HeaderParam("Content-Digest") @Nullable
                    String contentDigest,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = UploadHeaders.PARTIAL_UPLOAD,
                                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream content)
            throws IOException {
        PartName name = UploadHeaders.part(file);
        Piece piece = UploadHeaders.piece(content, contentDigest, complete);
        Progress progress =
                resumable.append(uploads.of(id), name, UploadHeaders.integer(UploadHeaders.OFFSET, offset), piece);
        return UploadHeaders.of(Response.noContent(), progress);
    }

    @DELETE
    @PermissionsAllowed("snapshots:write")
    @Operation(operationId = "discardUpload", summary = "Give up what has come of a part")
    @APIResponse(responseCode = "204", description = "Nothing of it is here any more")
    public void discard(@PathParam("id") String id, @PathParam("file") String file) throws IOException {
        resumable.discard(uploads.of(id), UploadHeaders.part(file));
    }
}
