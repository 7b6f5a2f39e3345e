package io.tidemark.auth.audit;

import io.tidemark.platform.problem.ProblemCode;

/// Whether changes of who may do what need a second administrator, in the tenant of the present
/// work.
public interface FourEyes {
    ProblemCode NEEDS_ANOTHER = new ProblemCode("needs-another", 403, "This takes a second administrator");

    /// Whether they need one now.
    boolean on();

    /// Whether they need one from the moment on that there is one. Before that, one administrator
    /// acts alone, and the log says so.
    default boolean untilTwo() {
        return false;
    }

    /// Whether a second one is wanted at all.
    default boolean wanted() {
        return on() || untilTwo();
    }

    /// How many administrators must be left after any change: two are needed for the next one.
    default int fewest() {
        return on() ? 2 : 1;
    }
}
