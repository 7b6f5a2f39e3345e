package io.tidemark.history.retention;

import io.tidemark.platform.problem.ProblemCode;

/// Why retention cannot be carried out now.
public final class RetentionProblem {

    public static final ProblemCode RETENTION_BUSY =
            new ProblemCode("retention-busy", 503, "Retention is being carried out at this moment");

    private RetentionProblem() {}
}
