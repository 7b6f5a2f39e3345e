package io.tidemark.scan.hash;

import java.time.Duration;

/// How much hashing takes.
///
/// @param interval between two questions for work, where there was none
/// @param bytesPerSecond that are read at most
/// @param cached hashes that are remembered, about
public record HashLimits(Duration interval, long bytesPerSecond, int cached) {

    public HashLimits {
        require(interval.toMillis() >= 100, "scan.hash.interval must be at least PT0.1S");
        require(bytesPerSecond >= 1, "scan.hash.bytes-per-second must be at least 1");
        require(cached >= 1, "scan.hash.cached must be at least 1");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
