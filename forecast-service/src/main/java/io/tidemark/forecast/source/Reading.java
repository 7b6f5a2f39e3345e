package io.tidemark.forecast.source;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The newest sample of a volume: how large it is and how full, in bytes.
public record Reading(VolumeId id, Instant at, long sizeBytes, long usedBytes, long availableBytes) {

    public Reading {
        if (sizeBytes < 0 || usedBytes < 0 || availableBytes < 0) {
            throw new IllegalArgumentException("sizes must not be negative");
        }
    }

    /// The UTC day the sample was taken on.
    public LocalDate day() {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /// What an ordinary user can fill: the bytes used and the bytes still available. Less than the size where blocks
    /// are
    /// kept back for root.
    public long fillableBytes() {
        return Math.addExact(usedBytes, availableBytes);
    }
}
