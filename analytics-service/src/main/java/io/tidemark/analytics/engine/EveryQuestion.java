package io.tidemark.analytics.engine;

/// A question whose ground is every snapshot that is selected, also where one root contains another: each is a moment
/// of
/// its own.
public interface EveryQuestion<T> extends Question<T> {}
