package io.tidemark.analytics.engine;

import io.tidemark.platform.problem.ProblemException;

import java.util.List;

/// Answers queries over snapshots. Calls block; how many run at once, for how long and with how much
/// memory is bounded.
public interface Engine extends AutoCloseable {
    /// All rows of the answer.
    ///
    /// @param over what the tables consist of; with none there are no rows
    /// @throws ProblemException 503 where the query takes too long, needs too much memory, or too many
    ///     wait already
    <T> List<T> ask(Query query, List<HeldSnapshot> over, Row.Reader<T> reader);

    @Override
    void close();
}
