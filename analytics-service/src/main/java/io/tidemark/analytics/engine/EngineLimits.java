package io.tidemark.analytics.engine;

import java.time.Duration;

/// What the engine may use.
///
/// @param memoryBytes of all running queries together; above it they use the spill folder
/// @param threads of all running queries together
/// @param timeout for one query
/// @param concurrency queries that run at once
/// @param queue queries that may wait for their turn
public record EngineLimits(long memoryBytes, int threads, Duration timeout, int concurrency, int queue) {
    private static final long LEAST_MEMORY = 64L << 20;

    public EngineLimits {
        if (memoryBytes < LEAST_MEMORY) {
            throw new IllegalArgumentException("the engine needs at least 64 MiB, not " + memoryBytes + " bytes");
        }
        if (threads < 1 || concurrency < 1 || queue < 1) {
            throw new IllegalArgumentException(
                    "the engine needs a thread, a running query and a place to wait at least");
        }
        if (timeout.toSeconds() < 1 || timeout.toHours() > 1) {
            throw new IllegalArgumentException("a query may take from one second to one hour, not " + timeout);
        }
    }
}
