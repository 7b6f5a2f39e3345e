package io.tidemark.forecast.rest;

import io.tidemark.forecast.capacity.Forecast;
import io.tidemark.forecast.capacity.Full;
import io.tidemark.forecast.capacity.Outcome.InsufficientHistory;
import io.tidemark.forecast.capacity.Outcome.ModelError;
import io.tidemark.forecast.capacity.Outcome.Ready;
import io.tidemark.forecast.source.Reading;
import io.tidemark.forecast.upkeep.Unknown;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// A forecast as JSON. What a refusal cannot say is null, and its lists are empty.
@Schema(name = "Forecast")
public record ForecastView(
        @Schema(examples = "web-1") String server,

        @Schema(description = "The mount point", examples = "/data")
        String volume,

        @Schema(enumeration = {"ready", "insufficient-history"})
        String status,

        @Schema(description = "Measured days in the newest stretch of history without a longer gap")
        int daysOfHistory,

        @Schema(description = "How many measured days a forecast takes")
        int daysNeeded,

        @Schema(description = "Missing days that were interpolated")
        int daysFilled,

        @Schema(description = "Sudden changes that were not taken for a trend")
        int burstsSetAside,

        @Schema(description = "The last finished day the models saw") @Nullable
        LocalDate lastDay,

        @Nullable Long capacityBytes,

        @Nullable Long usedBytes,

        @Schema(description = "What ordinary users can still fill") @Nullable
        Long availableBytes,

        @Schema(description = "When the newest sample was taken; null where there is none") @Nullable
        Instant readAt,

        @Schema(enumeration = {"naive", "linear-trend", "damped-trend"}) @Nullable
        String model,

        @Schema(description = "Backtest of all models, best first; the first one was used")
        List<ErrorView> backtest,

        @Schema(description = "Mean over the next 30 days; negative where the volume empties") @Nullable
        Long growthBytesPerDay,

        @Nullable FullView full,

        @Schema(description = "Ends of days: daily for four weeks, then weekly")
        List<PointView> points,

        Instant madeAt) {

    static ForecastView of(Forecast forecast) {
        return switch (forecast.outcome()) {
            case Ready ready -> ready(forecast, ready);
            case InsufficientHistory refusal -> refused(forecast, refusal);
        };
    }

    private static ForecastView ready(Forecast forecast, Ready ready) {
        Reading reading = forecast.reading();
        return new ForecastView(
                reading.id().server(),
                reading.id().volume(),
                "ready",
                ready.daysOfHistory(),
                ready.daysNeeded(),
                ready.filledDays(),
                ready.burstsSetAside(),
                ready.lastDay(),
                reading.sizeBytes(),
                reading.usedBytes(),
                reading.availableBytes(),
                reading.at(),
                ready.model().word(),
                ready.errors().stream().map(ErrorView::of).toList(),
                ready.growthBytesPerDay(),
                FullView.of(ready.full()),
                ready.points().stream().map(PointView::of).toList(),
                forecast.madeAt());
    }

    private static ForecastView refused(Forecast forecast, InsufficientHistory refusal) {
        Reading reading = forecast.reading();
        return new ForecastView(
                reading.id().server(),
                reading.id().volume(),
                "insufficient-history",
                refusal.daysOfHistory(),
                refusal.daysNeeded(),
                0,
                0,
                null,
                reading.sizeBytes(),
                reading.usedBytes(),
                reading.availableBytes(),
                reading.at(),
                null,
                List.of(),
                null,
                reading.availableBytes() == 0 ? FullView.of(Full.already(reading.day())) : null,
                List.of(),
                forecast.madeAt());
    }

    /// Of a volume nobody read yet.
    static ForecastView of(Unknown unknown) {
        return new ForecastView(
                unknown.server(),
                unknown.volume(),
                "insufficient-history",
                0,
                unknown.daysNeeded(),
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                unknown.at());
    }

    @Schema(name = "ModelError")
    public record ErrorView(
            @Schema(enumeration = {"naive", "linear-trend", "damped-trend"})
            String model,

            @Schema(description = "Mean absolute scaled error; below that of naive, the model adds something")
            double scaledError) {

        static ErrorView of(ModelError error) {
            return new ErrorView(error.model().word(), error.scaledError());
        }
    }
}
