package io.tidemark.forecast.upkeep;

import io.tidemark.forecast.capacity.Forecast;
import io.tidemark.forecast.capacity.ForecastStore;
import io.tidemark.forecast.capacity.Forecaster;
import io.tidemark.forecast.source.History;
import io.tidemark.forecast.source.Reading;
import io.tidemark.forecast.source.VolumeId;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Makes forecasts and keeps them, a few at a time on threads of its own.
@ApplicationScoped
public class ForecastMaker {

    private final History history;
    private final Forecaster forecaster;
    private final ForecastStore store;
    private final InstantSource clock;
    private final ForecastMetrics metrics;
    private final ExecutorService workers;
    private final int historyDays;
    private final Map<VolumeId, CompletableFuture<Forecast>> underWay = new ConcurrentHashMap<>();

    ForecastMaker(
            History history,
            Forecaster forecaster,
            ForecastStore store,
            InstantSource clock,
            ForecastMetrics metrics,
            ForecastConfig config) {
        this.history = history;
        this.forecaster = forecaster;
        this.store = store;
        this.clock = clock;
        this.metrics = metrics;
        this.historyDays = config.historyDays();
        this.workers = Executors.newFixedThreadPool(
                config.workers(),
                Thread.ofPlatform().name("forecast-", 0).daemon().factory());
    }

    /// Today, in UTC.
    LocalDate today() {
        return LocalDate.ofInstant(now(), ZoneOffset.UTC);
    }

    Instant now() {
        return clock.instant();
    }

    /// Begins to make a forecast, unless one of the volume is being made: that one is given. The future fails with what
    /// [History] or [ForecastStore] threw.
    CompletableFuture<Forecast> begin(Reading newest) {
        CompletableFuture<Forecast> begun = underWay.computeIfAbsent(
                newest.id(), _ -> CompletableFuture.supplyAsync(() -> metrics.timed(() -> make(newest)), workers));
        var _ = begun.whenComplete((_, _) -> underWay.remove(newest.id(), begun));
        return begun;
    }

    /// Waits for a forecast, and throws what it failed with.
    static Forecast await(CompletableFuture<Forecast> begun) {
        try {
            return begun.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /// For the volume's tenant, whoever asks for it.
    private Forecast make(Reading newest) {
        Tenancy of = Tenancy.of(Tenant.of(newest.id().server()));
        return PresentTenancy.as(of, () -> makeAndKeep(newest));
    }

    private Forecast makeAndKeep(Reading newest) {
        var samples = history.daily(newest.id(), today().minusDays(historyDays));
        Forecast forecast = forecaster.make(newest, samples, clock.instant());
        store.keep(forecast);
        return forecast;
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }
}
