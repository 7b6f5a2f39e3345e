package io.tidemark.scan.rest;

import io.tidemark.scan.schedule.Planned;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// A schedule as callers see it.
@Schema(name = "Schedule")
record ScheduleView(
        @Schema(examples = "/srv") String root,

        @Schema(examples = "0 2 * * *", description = "Five fields as in crontab")
        String schedule,

        @Schema(examples = "Europe/Berlin") String zone,

        @Schema(type = SchemaType.STRING, examples = "PT30M", description = "How much later at most a scan begins")
        Duration jitter,

        @Schema(description = "When the next scan begins; in the past where it waits for the one before, or for room")
        @Nullable
        Instant nextAt,

        @Schema(description = "When the last one was taken up") @Nullable
        Instant lastAt,

        @Nullable UUID lastScan,

        @Schema(description = "Why the last one did not begin, or not yet") @Nullable
        String problem) {

    static ScheduleView of(Planned planned) {
        return new ScheduleView(
                planned.root().path(),
                planned.root().schedule(),
                planned.root().zone().getId(),
                planned.root().jitter(),
                planned.nextAt(),
                planned.lastAt(),
                planned.lastScan(),
                planned.problem());
    }
}
