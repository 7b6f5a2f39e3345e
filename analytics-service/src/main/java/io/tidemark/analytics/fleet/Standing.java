package io.tidemark.analytics.fleet;

import org.jspecify.annotations.Nullable;

/// Where one server stands among the others.
///
/// @param value what was compared
/// @param rank 1 for the greatest value
/// @param zScore how many standard deviations above the mean; null where all are equal
/// @param robustZScore how far above the median, in units that equal a standard deviation where values are
///     normal; null where more than half of all are equal
/// @param outlier whether the robust score is beyond 3.5 on either side, in a fleet that is large enough
public record Standing(
        String server,
        double value,
        int rank,
        @Nullable Double zScore,
        @Nullable Double robustZScore,
        boolean outlier) {}
