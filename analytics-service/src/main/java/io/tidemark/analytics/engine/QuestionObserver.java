package io.tidemark.analytics.engine;

import java.time.Duration;

/// Is told about every question; must not block.
@FunctionalInterface
public interface QuestionObserver {
    QuestionObserver NOBODY = (kind, took, answered) -> {};

    /// A question has ended.
    ///
    /// @param kind the question's name, one of a few
    /// @param answered false where it ended with a problem
    void asked(String kind, Duration took, boolean answered);
}
