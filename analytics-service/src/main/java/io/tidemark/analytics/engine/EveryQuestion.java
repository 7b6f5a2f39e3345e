package io.tidemark.analytics.engine;

/// A question whose ground is every snapshot that is selected, also where one root contains another: each is a moment
/// of its own. It asks for folders' roll-ups alone, so that snapshots of which retention kept no more answer too.
public interface EveryQuestion<T> extends Question<T> {}
