package io.tidemark.history.backfill;

import io.tidemark.platform.problem.ProblemCode;

/// The ways in which a backfill fails.
public final class BackfillProblem {

    public static final ProblemCode SOURCE_UNUSABLE =
            new ProblemCode("source-unusable", 422, "The source does not answer as a Prometheus does");
    public static final ProblemCode BACKFILL_NOT_FOUND =
            new ProblemCode("backfill-not-found", 404, "There is no such backfill");
    public static final ProblemCode BACKFILL_CONFLICT =
            new ProblemCode("backfill-conflict", 409, "The id is taken by a backfill of something else");

    private BackfillProblem() {}
}
