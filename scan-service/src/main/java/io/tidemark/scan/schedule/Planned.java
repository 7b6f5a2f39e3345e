package io.tidemark.scan.schedule;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// One schedule at one moment.
///
/// @param nextAt when the next scan begins, at the earliest; null where the schedule has no time any more
/// @param lastAt when the last one was due to begin and taken up; null before the first
/// @param lastScan its scan, unless it could not begin
/// @param problem why the last one did not begin, or not yet
public record Planned(
        ScheduledRoot root,
        @Nullable Instant nextAt,
        @Nullable Instant lastAt,
        @Nullable UUID lastScan,
        @Nullable String problem) {}
