package io.tidemark.analytics.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.tidemark.analytics.engine.AnswerCache;
import io.tidemark.analytics.engine.DuckDbEngine;
import io.tidemark.analytics.engine.Engine;
import io.tidemark.analytics.engine.EngineLimits;
import io.tidemark.analytics.engine.Questions;
import io.tidemark.analytics.export.ParquetExport;
import io.tidemark.analytics.source.Catalogue;
import io.tidemark.analytics.source.HistorySource;
import io.tidemark.analytics.source.SnapshotCache;
import io.tidemark.analytics.source.SnapshotSource;
import io.tidemark.platform.client.ServiceClient;
import io.tidemark.platform.client.TokenSource;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.time.InstantSource;

/// Puts the parts of the service together.
class Assembly {
    private final AnalyticsConfig config;
    private final InstantSource clock = InstantSource.system();

    Assembly(AnalyticsConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    ServiceClient history(TokenSource tokens) {
        return ServiceClient.of(config.historyUrl(), tokens);
    }

    @Produces
    @Singleton
    SnapshotSource source(ServiceClient history) {
        return new HistorySource(history);
    }

    @Produces
    @Singleton
    SnapshotCache cache(SnapshotSource source, Fetchers fetchers, Meters meters) {
        SnapshotCache cache = new SnapshotCache(
                config.cacheDir(),
                config.cacheBytes().asLongValue(),
                config.fetchPause(),
                source,
                fetchers,
                clock,
                meters);
        meters.watch(cache);
        return cache;
    }

    @Produces
    @Singleton
    Catalogue catalogue(SnapshotSource source, SnapshotCache cache) {
        return new Catalogue(source, cache::snapshots, clock, config.listFreshFor());
    }

    /// Depends on the cache because that makes the folders.
    @Produces
    @Singleton
    Engine engine(SnapshotCache cache) {
        EngineLimits limits = new EngineLimits(
                config.engine().memory().asLongValue(),
                config.engine().spill().asLongValue(),
                config.engine().threads(),
                config.engine().timeout(),
                config.engine().exportTimeout(),
                config.engine().rows(),
                config.engine().concurrency(),
                config.engine().queue(),
                config.engine().queueEach());
        return new DuckDbEngine(cache.readable(), cache.exports(), cache.spill(), limits);
    }

    void stop(@Disposes Engine engine) {
        engine.close();
    }

    /// Made at the start, so that a wrong setting stops the start instead of the first question.
    @Startup
    @Produces
    @Singleton
    Questions questions(Catalogue catalogue, SnapshotCache cache, Engine engine, Meters meters) {
        AnswerCache answers = new AnswerCache(config.answerBytes().asLongValue());
        meters.watch(answers);
        return new Questions(catalogue, cache, engine, answers, config.fetchPatience(), clock, meters);
    }

    @Produces
    @Singleton
    ParquetExport parquet(Engine engine, SnapshotCache cache, ObjectMapper json) {
        return new ParquetExport(engine, cache.exports(), json);
    }

    @Produces
    @Singleton
    Meters meters(MeterRegistry registry) {
        return new Meters(registry);
    }
}
