package io.tidemark.alert.evaluation;

import java.time.Duration;

/// Told how evaluations go; what it does with it must not fail and not take long.
public interface Watch {

    /// How an evaluation ended.
    enum Ending {
        DONE,
        /// Another replica was at it.
        LEFT_TO_ANOTHER,
        FAILED
    }

    void ended(Ending ending, Duration took);

    void sourceFailed(String reason);
}
