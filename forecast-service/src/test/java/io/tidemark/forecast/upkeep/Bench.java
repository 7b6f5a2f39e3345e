package io.tidemark.forecast.upkeep;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tidemark.forecast.capacity.ForecastRules;
import io.tidemark.forecast.capacity.Forecaster;
import io.tidemark.forecast.source.VolumeId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The whole of upkeep around fakes, with a clock driven by hand. It is ten in the morning of 1 June 2026.
final class Bench implements AutoCloseable {

    static final VolumeId DATA = new VolumeId("web-1", "/data");
    static final VolumeId LOGS = new VolumeId("web-1", "/logs");

    final HandClock clock = new HandClock("2026-06-01T10:00:00Z");
    final MemoryHistory history = new MemoryHistory();
    final MemoryStore store = new MemoryStore();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<Duration> leaseAsked = new ArrayList<>();
    final Forecasts forecasts;
    final ForecastCheck check;
    boolean leaseIsFree = true;
    private final ForecastMaker maker;

    Bench() {
        ForecastConfig config = config(Map.of("forecast.keep-days", "5"));
        var metrics = new ForecastMetrics(meters, config);
        var forecaster = new Forecaster(new ForecastRules(14, 3, 365, 200));
        maker = new ForecastMaker(history, forecaster, store, clock, metrics, config);
        forecasts = new Forecasts(history, store, maker, config);
        check = new ForecastCheck(history, forecasts, store, maker, metrics, this::lease, config);
    }

    /// The defaults, but for some.
    static ForecastConfig config(Map<String, String> set) {
        return new SmallRyeConfigBuilder()
                .withMapping(ForecastConfig.class)
                .withDefaultValues(set)
                .build()
                .getConfigMapping(ForecastConfig.class);
    }

    /// How many forecasts were made until now.
    int made() {
        return (int) meters.counter("tidemark.forecasts.made").count();
    }

    int failed() {
        return (int) meters.counter("tidemark.forecasts.failed").count();
    }

    private boolean lease(String name, Duration length) {
        leaseAsked.add(length);
        return leaseIsFree;
    }

    @Override
    public void close() {
        maker.stop();
    }
}
