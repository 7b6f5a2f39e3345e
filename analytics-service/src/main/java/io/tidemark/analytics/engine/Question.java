package io.tidemark.analytics.engine;

/// One question with all its parameters, defined once for every way of asking it. A record: two equal
/// questions over the same snapshots have the same answer, which is then remembered; so the answer depends
/// on nothing but the parameters and the ground, least of all on the present time.
public interface Question<T> {
    /// The question's name, one of a few; for metrics.
    String kind();

    /// Answers it. The answer never changes once it is given.
    T over(Ground ground);
}
