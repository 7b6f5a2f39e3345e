package io.tidemark.analytics.engine;

import org.jspecify.annotations.Nullable;

/// What a question brings back.
///
/// @param fingerprint equal for equal questions over the same snapshots
/// @param answer null where the asker has the answer with this fingerprint already
public record Reply<T>(String fingerprint, @Nullable Answer<T> answer) {}
