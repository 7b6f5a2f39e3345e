package io.tidemark.alert.evaluation;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What one evaluation of all rules could see.
///
/// @param volumes how many volumes have a reading
/// @param staleVolumes how many of them have none that is fresh
/// @param newestReadingAt null when there is no reading at all
/// @param sourceFailure why the readings could not be had, null when they could
public record Pass(
        Instant at,
        int volumes,
        int staleVolumes,
        @Nullable Instant newestReadingAt,
        @Nullable String sourceFailure) {}
