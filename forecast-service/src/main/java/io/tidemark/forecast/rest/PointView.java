package io.tidemark.forecast.rest;

import io.tidemark.forecast.capacity.ForecastPoint;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.LocalDate;

/// What is expected at the end of a day, as JSON.
@Schema(name = "ForecastPoint")
public record PointView(
        LocalDate day,

        @Schema(description = "May exceed the capacity: it is the need")
        long usedBytes,

        long lowerBytes,
        long upperBytes,

        @Schema(
                description =
                        "Whether the bounds are measured in the backtest, or scaled from the farthest measured ones")
        boolean measured) {

    static PointView of(ForecastPoint point) {
        return new PointView(point.day(), point.usedBytes(), point.lowerBytes(), point.upperBytes(), point.measured());
    }
}
