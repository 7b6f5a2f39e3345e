package io.tidemark.forecast.source;

import java.time.LocalDate;

/// The last bytes used that were read on a UTC day.
///
/// @param begunAnew whether history marked on that day that the volume was replaced or emptied, so
/// that its level says
/// nothing of how it grows
public record DailySample(LocalDate day, long usedBytes, boolean begunAnew) {

    public DailySample {
        if (usedBytes < 0) {
            throw new IllegalArgumentException("usedBytes must not be negative");
        }
    }

    /// Of a day on which nothing happened to the volume.
    public DailySample(LocalDate day, long usedBytes) {
        this(day, usedBytes, false);
    }
}
