package io.tidemark.analytics.consumer;

import io.tidemark.analytics.engine.Choice;
import io.tidemark.platform.problem.ProblemException;

/// Whose data is looked at.
public enum ConsumerBy {
    /// The folders directly in one.
    FOLDER,
    OWNER;

    /// Finds one by its name in lower case.
    ///
    /// @throws ProblemException 422 where there is no such
    public static ConsumerBy named(String name) {
        return Choice.of(ConsumerBy.class, "by", name);
    }

    public String label() {
        return Choice.word(this);
    }
}
