package io.tidemark.forecast.upkeep;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.tidemark.forecast.capacity.Forecast;
import io.tidemark.forecast.capacity.Outcome.InsufficientHistory;
import io.tidemark.forecast.capacity.Outcome.Ready;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import static java.time.temporal.ChronoUnit.DAYS;

/// Counts and times forecasts, and shows the days until each volume is full.
@ApplicationScoped
class ForecastMetrics {

    private final Counter made;
    private final Counter failed;
    private final Timer seconds;
    private final MultiGauge daysUntilFull;
    private final int mostVolumes;

    ForecastMetrics(MeterRegistry meters, ForecastConfig config) {
        made = Counter.builder("tidemark.forecasts.made")
                .description("Forecasts made, refusals for want of history included")
                .register(meters);
        failed = Counter.builder("tidemark.forecasts.failed")
                .description("Forecasts that could not be made or kept")
                .register(meters);
        seconds = Timer.builder("tidemark.forecast.duration")
                .description("Time to read the history of a volume, forecast and keep it")
                .register(meters);
        daysUntilFull = MultiGauge.builder("tidemark.forecast.days.until.full")
                .description("Median of the days until the volume is full; no value where that is not expected")
                .register(meters);
        mostVolumes = config.metricVolumes();
    }

    Forecast timed(Supplier<Forecast> making) {
        Timer.Sample sample = Timer.start();
        boolean done = false;
        try {
            Forecast forecast = making.get();
            done = true;
            return forecast;
        } finally {
            sample.stop(seconds);
            (done ? made : failed).increment();
        }
    }

    /// Shows these volumes, and no others any more.
    void show(List<Forecast> forecasts, LocalDate today) {
        List<Row<?>> rows = forecasts.stream()
                .flatMap(forecast -> row(forecast, today))
                .limit(mostVolumes)
                .<Row<?>>map(row -> row)
                .toList();
        daysUntilFull.register(rows, true);
    }

    private static Stream<Row<Number>> row(Forecast forecast, LocalDate today) {
        LocalDate median = switch (forecast.outcome()) {
            case Ready ready -> ready.full().median();
            case InsufficientHistory _ -> null;
        };
        if (median == null) {
            return Stream.empty();
        }
        Tags labels = Tags.of(
                "server", forecast.id().server(), "volume", forecast.id().volume());
        return Stream.of(Row.of(labels, Math.max(0, DAYS.between(today, median))));
    }
}
