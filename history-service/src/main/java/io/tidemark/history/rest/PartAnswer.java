package io.tidemark.history.rest;

import io.tidemark.history.snapshot.ByteRange;
import io.tidemark.history.snapshot.Part;
import io.tidemark.platform.problem.Problem;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.PathPart;

import java.nio.file.Path;
import java.util.Optional;

/// A part as an answer: whole or a range of it, sent from the file without passing through this process's memory.
record PartAnswer(Part part, HttpHeaders headers) {

    static final String PARQUET = "application/vnd.apache.parquet";

    private static final String CONTENT_RANGE = "Content-Range";

    Response of(Path file) {
        return Immutable.of(part.sha256().hex(), headers).answer(() -> content(file));
    }

    private Response.ResponseBuilder content(Path file) {
        return switch (ByteRange.parse(range(), part.bytes())) {
            case ByteRange.Whole() ->
                Response.ok(new PathPart(file, 0, part.bytes()), PARQUET).header("Accept-Ranges", "bytes");
            case ByteRange.Partial(ByteRange range) ->
                Response.status(206)
                        .entity(new PathPart(file, range.first(), range.length()))
                        .type(PARQUET)
                        .header(CONTENT_RANGE, "bytes " + range.first() + "-" + range.last() + "/" + part.bytes());
            case ByteRange.Unsatisfiable() -> unsatisfiable();
        };
    }

    private Response.ResponseBuilder unsatisfiable() {
        ProblemException problem =
                new ProblemException(SnapshotProblem.RANGE_NOT_SATISFIABLE, "The file has " + part.bytes() + " bytes");
        return Response.status(416)
                .entity(Problem.of(problem))
                .type(Problem.MEDIA_TYPE)
                .header(CONTENT_RANGE, "bytes */" + part.bytes());
    }

    /// A range with `If-Range` of other content is passed over.
    private Optional<String> range() {
        String condition = headers.getHeaderString("If-Range");
        boolean applies = condition == null || condition.equals("\"" + part.sha256() + "\"");
        return Optional.ofNullable(headers.getHeaderString("Range")).filter(range -> applies);
    }
}
