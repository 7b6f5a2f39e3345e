package io.tidemark.history.rest;

import io.tidemark.history.ingest.Piece;
import io.tidemark.history.ingest.Progress;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/// The headers of draft-ietf-httpbis-resumable-upload: structured fields (RFC 9651), integers and booleans.
final class UploadHeaders {

    static final String COMPLETE = "Upload-Complete";
    static final String LENGTH = "Upload-Length";
    static final String OFFSET = "Upload-Offset";
    static final String PARTIAL_UPLOAD = "application/partial-upload";

    private static final String LAST = "?1";
    private static final String MORE = "?0";

    private UploadHeaders() {}

    static PartName part(String file) {
        return PartName.ifValid(file)
                .orElseThrow(() ->
                        ProblemException.field("file", "must be entries-NNNNN.parquet or directories-NNNNN.parquet"));
    }

    /// @throws ProblemException 400 when a header cannot be read
    static Piece piece(InputStream content, @Nullable String contentDigest, @Nullable String complete) {
        Optional<Sha256> digest = Optional.ofNullable(contentDigest)
                .map(field -> Sha256.inDigestField(field)
                        .orElseThrow(() -> malformed("Content-Digest", "must have sha-256=:<base64>:")));
        return new Piece(content, digest, last(complete));
    }

    /// @param otherwise what the length is where the field is not there, or -1 where it must be
    static long length(@Nullable String field, long otherwise) {
        if (field == null && otherwise >= 0) {
            return otherwise;
        }
        return integer(LENGTH, field);
    }

    /// @throws ProblemException 400 when it is none
    static long integer(String name, @Nullable String field) {
        if (field == null || !field.matches("[0-9]{1,15}")) {
            throw malformed(name, "must be a number of bytes");
        }
        return Long.parseLong(field);
    }

    /// 204 when the part is whole, else 201 at the beginning.
    static Response answer(Progress progress, URI upload) {
        return progress.complete() ? of(Response.noContent(), progress) : of(Response.created(upload), progress);
    }

    static Response of(Response.ResponseBuilder answer, Progress progress) {
        return answer.header(COMPLETE, progress.complete() ? LAST : MORE)
                .header(OFFSET, progress.offset())
                .header(LENGTH, progress.length())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static boolean last(@Nullable String complete) {
        if (LAST.equals(complete) || MORE.equals(complete)) {
            return LAST.equals(complete);
        }
        throw malformed(COMPLETE, "must be ?1 or ?0");
    }

    private static ProblemException malformed(String name, String what) {
        return new ProblemException(ProblemCode.MALFORMED, name + ": " + what);
    }
}
