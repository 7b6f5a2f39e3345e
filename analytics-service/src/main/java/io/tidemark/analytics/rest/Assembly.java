package io.tidemark.analytics.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.tidemark.analytics.engine.DuckDbEngine;
import io.tidemark.analytics.engine.Engine;
import io.tidemark.analytics.engine.EngineLimits;
import io.tidemark.analytics.engine.Questions;
import io.tidemark.analytics.folder.FolderTypes;
import io.tidemark.analytics.folder.Folders;
import io.tidemark.analytics.folder.Trees;
import io.tidemark.analytics.search.Search;
import io.tidemark.analytics.source.Catalogue;
import io.tidemark.analytics.source.HistorySource;
import io.tidemark.analytics.source.SnapshotCache;
import io.tidemark.analytics.source.SnapshotSource;
import io.tidemark.analytics.usage.Distribution;
import io.tidemark.analytics.usage.HeavyFiles;
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
                config.engine().threads(),
                config.engine().timeout(),
                config.engine().concurrency(),
                config.engine().queue());
        return new DuckDbEngine(cache.readable(), cache.spill(), limits);
    }

    void stop(@Disposes Engine engine) {
        engine.close();
    }

    /// Made at the start, so that a wrong setting stops the start instead of the first question.
    @Startup
    @Produces
    @Singleton
    Questions questions(Catalogue catalogue, SnapshotCache cache, Engine engine, Meters meters) {
        return new Questions(catalogue, cache, engine, config.fetchPatience(), clock, meters);
    }

    @Produces
    @Singleton
    Folders folders(Questions questions) {
        return new Folders(questions);
    }

    @Produces
    @Singleton
    Trees trees(Questions questions) {
        return new Trees(questions);
    }

    @Produces
    @Singleton
    FolderTypes folderTypes(Questions questions) {
        return new FolderTypes(questions);
    }

    @Produces
    @Singleton
    HeavyFiles heavyFiles(Questions questions) {
        return new HeavyFiles(questions);
    }

    @Produces
    @Singleton
    Distribution distribution(Questions questions) {
        return new Distribution(questions);
    }

    @Produces
    @Singleton
    Search search(Questions questions) {
        return new Search(questions);
    }

    @Produces
    @Singleton
    Meters meters(MeterRegistry registry) {
        return new Meters(registry);
    }
}
