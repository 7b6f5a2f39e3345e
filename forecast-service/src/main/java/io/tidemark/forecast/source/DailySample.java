package io.tidemark.forecast.source;

import java.time.LocalDate;

/// The last bytes used that were read on a UTC day.
public record DailySample(LocalDate day, long usedBytes) {

    public DailySample {
        if (usedBytes < 0) {
            throw new IllegalArgumentException("usedBytes must not be negative");
        }
    }
}
