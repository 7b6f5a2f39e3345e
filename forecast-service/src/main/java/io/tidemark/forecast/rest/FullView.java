package io.tidemark.forecast.rest;

import io.tidemark.forecast.capacity.Full;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/// When a volume fills, as JSON. A day is null where too few of the simulated futures fill it within the horizon.
@Schema(name = "Full")
public record FullView(
        @Schema(enumeration = {"expected", "not-within-horizon", "already-full"})
        String status,

        @Schema(description = "One future in ten fills the volume by this day") @Nullable
        LocalDate earliest,

        @Schema(description = "Half of the futures fill the volume by this day") @Nullable
        LocalDate median,

        @Schema(description = "Nine futures in ten fill the volume by this day") @Nullable
        LocalDate latest,

        @Schema(description = "The share of futures between earliest and latest", examples = "0.8")
        double confidence) {

    static FullView of(Full full) {
        return new FullView(full.status().word(), full.earliest(), full.median(), full.latest(), full.confidence());
    }
}
