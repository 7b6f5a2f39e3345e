package io.tidemark.auth.audit;

import io.tidemark.platform.problem.ProblemCode;

/// Whether changes of who may do what need a second administrator.
public interface FourEyes {
    ProblemCode NEEDS_ANOTHER = new ProblemCode("needs-another", 403, "This takes a second administrator");

    boolean on();

    /// How many administrators must be left after any change: two are needed for the next one.
    default int fewest() {
        return on() ? 2 : 1;
    }
}
