package io.tidemark.history.delta;

import io.tidemark.platform.problem.ProblemCode;

/// Why two snapshots cannot be compared now.
public final class DeltaProblem {

    public static final ProblemCode DELTA_BUSY =
            new ProblemCode("delta-busy", 503, "Too many comparisons wait at this moment");
    public static final ProblemCode DELTA_UNFINISHED =
            new ProblemCode("delta-unfinished", 503, "The comparison needs more time or memory than it may have");

    public static final ProblemCode SNAPSHOT_REDUCED =
            new ProblemCode("snapshot-reduced", 409, "Less is kept of the snapshot than this needs");

    private DeltaProblem() {}
}
