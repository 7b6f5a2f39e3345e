package io.tidemark.history.ingest;

import io.tidemark.platform.problem.ProblemCode;

/// The ways in which an upload is refused.
public final class IngestProblem {

    public static final ProblemCode SNAPSHOT_DAMAGED =
            new ProblemCode("snapshot-damaged", 422, "The upload does not agree with its manifest and was removed");
    public static final ProblemCode SNAPSHOT_INCOMPLETE =
            new ProblemCode("snapshot-incomplete", 422, "Parts of the upload are missing and the rest was removed");
    public static final ProblemCode PART_DIGEST_MISMATCH =
            new ProblemCode("part-digest-mismatch", 422, "The part does not have the digest it was sent with");
    public static final ProblemCode SNAPSHOT_CONFLICT =
            new ProblemCode("snapshot-conflict", 409, "The snapshot is registered with another manifest");
    public static final ProblemCode SNAPSHOT_BUSY =
            new ProblemCode("snapshot-busy", 503, "The snapshot is being checked at this moment");
    public static final ProblemCode INGEST_BUSY =
            new ProblemCode("ingest-busy", 503, "Too many uploads at this moment");
    public static final ProblemCode SNAPSHOT_UNCHECKED =
            new ProblemCode("snapshot-unchecked", 503, "The check needs more time or memory than it may have");
    public static final ProblemCode STORE_FULL = new ProblemCode("store-full", 503, "The snapshot store has no room");

    public static final ProblemCode UPLOAD_NOT_FOUND =
            new ProblemCode("upload-not-found", 404, "There is no such unfinished upload");
    public static final ProblemCode UPLOAD_OFFSET_MISMATCH =
            new ProblemCode("upload-offset-mismatch", 409, "The upload stands elsewhere; HEAD says where");
    public static final ProblemCode CONTENT_DIGEST_MISMATCH =
            new ProblemCode("content-digest-mismatch", 422, "The piece does not have the digest it was sent with");

    private IngestProblem() {}
}
