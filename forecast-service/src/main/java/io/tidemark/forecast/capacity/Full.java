package io.tidemark.forecast.capacity;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/// The day a volume fills, as a range: with `confidence` it is not before `earliest` and not after `latest`.
///
/// @param earliest the 10th percentile of the simulated days; null where fewer fill within the horizon
/// @param median the 50th percentile; null where fewer fill within the horizon
/// @param latest the 90th percentile; null where fewer fill within the horizon
public record Full(
        FullStatus status,
        @Nullable LocalDate earliest,
        @Nullable LocalDate median,
        @Nullable LocalDate latest,
        double confidence) {

    /// The confidence of all ranges: one future in ten is earlier, one in ten later.
    public static final double CONFIDENCE = 0.8;

    public static Full already(LocalDate since) {
        return new Full(FullStatus.ALREADY_FULL, since, since, since, CONFIDENCE);
    }

    public static Full between(@Nullable LocalDate earliest, @Nullable LocalDate median, @Nullable LocalDate latest) {
        FullStatus status = median == null ? FullStatus.NOT_WITHIN_HORIZON : FullStatus.EXPECTED;
        return new Full(status, earliest, median, latest, CONFIDENCE);
    }
}
