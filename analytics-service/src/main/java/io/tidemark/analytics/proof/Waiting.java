package io.tidemark.analytics.proof;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// An agent that has still files to hash.
///
/// @param askedAt when it asked for work last; null where it has not since this service started
public record Waiting(String server, long files, @Nullable Instant askedAt) {}
