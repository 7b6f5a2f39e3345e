package io.tidemark.analytics.engine;

/// A question whose ground is every snapshot that is selected, also where one root contains another: each is a moment
/// of its own. Of some of them retention may have kept folders' roll-ups
/// alone.
public interface EveryQuestion<T> extends Question<T> {}
