package io.tidemark.history.sample;

import io.tidemark.history.server.ServerName;

import java.time.LocalDate;

/// A volume's UTC day: the values of its last reading, and the bounds of what was used.
public record Day(
        ServerName server,
        String volume,
        LocalDate day,
        long sizeBytes,
        long usedBytes,
        long availableBytes,
        long minUsedBytes,
        long maxUsedBytes,
        long samples) {}
