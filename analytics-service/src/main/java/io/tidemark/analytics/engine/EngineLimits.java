package io.tidemark.analytics.engine;

import java.time.Duration;

/// What the engine may use.
///
/// @param memoryBytes of all running queries together; above it they use the spill folder
/// @param spillBytes of all running queries together
/// @param threads of all running queries together
/// @param timeout for one query whose rows are held
/// @param exportTimeout for one query whose rows are given away as they come
/// @param rows an answer that is held may have
/// @param concurrency queries that run at once
/// @param queue queries that may wait for their turn
/// @param queueEach queries of one asker that may wait for their turn
/// @param exports answers on disk whose rows are being given away, at once
public record EngineLimits(
        long memoryBytes,
        long spillBytes,
        int threads,
        Duration timeout,
        Duration exportTimeout,
        int rows,
        int concurrency,
        int queue,
        int queueEach,
        int exports) {
    private static final long LEAST_MEMORY = 64L << 20;

    public EngineLimits {
        if (memoryBytes < LEAST_MEMORY) {
            throw new IllegalArgumentException("the engine needs at least 64 MiB, not " + memoryBytes + " bytes");
        }
        if (spillBytes < 0) {
            throw new IllegalArgumentException("the engine cannot spill " + spillBytes + " bytes");
        }
        if (threads < 1 || concurrency < 1 || queue < 1 || queueEach < 1 || rows < 1 || exports < 1) {
            throw new IllegalArgumentException(
                    "the engine needs a thread, a running query, a place to wait, a row and an export at least");
        }
        requireSane(timeout);
        requireSane(exportTimeout);
    }

    private static void requireSane(Duration timeout) {
        if (timeout.toSeconds() < 1 || timeout.toHours() > 1) {
            throw new IllegalArgumentException("a query may take from one second to one hour, not " + timeout);
        }
    }
}
