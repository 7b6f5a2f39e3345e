package io.tidemark.analytics.engine;

/// A question about two moments. Its ground is, for each root, the newest snapshot by each of them, which may be the
/// same one. What another root contains at the second moment is left out at both.
public interface PeriodQuestion<T> extends Question<T> {}
