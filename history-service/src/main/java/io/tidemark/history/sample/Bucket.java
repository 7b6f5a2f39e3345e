package io.tidemark.history.sample;

import io.tidemark.history.server.ServerName;

import java.time.Instant;

/// A volume's readings of one UTC hour or day, rolled up.
///
/// @param at the start of the hour or day
/// @param meanUsedBytes over all readings, rounded to the nearest byte
/// @param sizeBytes as all without a word before it: of the last reading
public record Bucket(
        ServerName server,
        String volume,
        Instant at,
        long samples,
        Instant firstAt,
        Instant lastAt,
        long firstUsedBytes,
        long usedBytes,
        long minUsedBytes,
        long maxUsedBytes,
        long meanUsedBytes,
        long sizeBytes,
        long freeBytes,
        long availableBytes,
        long inodes,
        long inodesFree)
        implements Point {}
