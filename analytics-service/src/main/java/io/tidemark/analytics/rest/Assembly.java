package io.tidemark.analytics.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.tidemark.analytics.consumer.Temperatures;
import io.tidemark.analytics.duplicate.Alike;
import io.tidemark.analytics.engine.AnswerCache;
import io.tidemark.analytics.engine.DuckDbEngine;
import io.tidemark.analytics.engine.Engine;
import io.tidemark.analytics.engine.EngineLimits;
import io.tidemark.analytics.engine.Folders;
import io.tidemark.analytics.engine.FoldersByPath;
import io.tidemark.analytics.engine.Places;
import io.tidemark.analytics.engine.Questions;
import io.tidemark.analytics.engine.Summaries;
import io.tidemark.analytics.engine.Views;
import io.tidemark.analytics.export.ParquetExport;
import io.tidemark.analytics.folder.TypesBelow;
import io.tidemark.analytics.gauge.Rolls;
import io.tidemark.analytics.proof.JobLimits;
import io.tidemark.analytics.proof.Jobs;
import io.tidemark.analytics.search.Figures;
import io.tidemark.analytics.search.Largest;
import io.tidemark.analytics.search.Least;
import io.tidemark.analytics.search.Names;
import io.tidemark.analytics.source.CacheFolder;
import io.tidemark.analytics.source.Catalogue;
import io.tidemark.analytics.source.HistorySource;
import io.tidemark.analytics.source.PriceBook;
import io.tidemark.analytics.source.Roster;
import io.tidemark.analytics.source.SnapshotCache;
import io.tidemark.analytics.source.SnapshotSource;
import io.tidemark.analytics.usage.Combinations;
import io.tidemark.analytics.usage.Spreads;
import io.tidemark.platform.client.ServiceClient;
import io.tidemark.platform.client.TokenSource;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.time.InstantSource;
import java.util.List;

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
    CacheFolder folder() {
        return new CacheFolder(config.cacheDir());
    }

    @Produces
    @Singleton
    Summaries summaries(Engine engine) {
        return new Summaries(
                engine,
                List.of(
                        new Folders(),
                        new Largest(),
                        new Spreads(),
                        new Combinations(),
                        new Names(),
                        new Figures(),
                        new Temperatures()),
                List.of(FoldersByPath.FOLDERS, TypesBelow.TYPES, Least.LEAST),
                List.of(Alike.ALIKE));
    }

    @Produces
    @Singleton
    SnapshotCache cache(
            CacheFolder folder, SnapshotSource source, Summaries summaries, Fetchers fetchers, Meters meters) {
        SnapshotCache cache = new SnapshotCache(
                folder,
                config.cacheBytes().asLongValue(),
                config.fetchPause(),
                source,
                summaries,
                fetchers,
                clock,
                meters);
        meters.watch(cache);
        return cache;
    }

    @Produces
    @Singleton
    Catalogue catalogue(SnapshotSource source, SnapshotCache cache, Instance<WarmUp> warmUp) {
        return new Catalogue(
                source,
                cache::snapshots,
                clock,
                () -> warmUp.get().listens() ? config.listFreshWhileTold() : config.listFreshFor());
    }

    @Produces
    @Singleton
    Roster roster(SnapshotSource source) {
        return new Roster(source, clock, config.listFreshFor());
    }

    @Produces
    @Singleton
    PriceBook prices(SnapshotSource source) {
        return new PriceBook(source, clock, config.listFreshFor());
    }

    @Produces
    @Singleton
    Engine engine(CacheFolder folder) {
        EngineLimits limits = new EngineLimits(
                config.engine().memory().asLongValue(),
                config.engine().spill().asLongValue(),
                config.engine().threads(),
                config.engine().timeout(),
                config.engine().exportTimeout(),
                config.engine().rows(),
                config.engine().concurrency(),
                config.engine().queue(),
                config.engine().queueEach(),
                config.engine().exports());
        return new DuckDbEngine(folder.snapshots(), folder.exports(), folder.spill(), limits);
    }

    void stop(@Disposes Engine engine) {
        engine.close();
    }

    /// Made at the start, so that a wrong setting stops the start instead of the first question.
    @Startup
    @Produces
    @Singleton
    Questions questions(Catalogue catalogue, SnapshotCache cache, Engine engine, Summaries summaries, Meters meters) {
        AnswerCache answers = new AnswerCache(config.answerBytes().asLongValue());
        meters.watch(answers);
        meters.watch(engine);
        Views views = new Views(engine, summaries, cache);
        return new Questions(catalogue, cache, views, engine, answers, config.fetchPatience(), clock, meters);
    }

    /// Made at the start, as [#questions].
    @Startup
    @Produces
    @Singleton
    Jobs jobs() {
        AnalyticsConfig.Duplicates settings = config.duplicates();
        JobLimits limits = new JobLimits(settings.files(), settings.running(), settings.kept(), settings.patience());
        return new Jobs(settings.dir(), limits, clock);
    }

    @Produces
    @Singleton
    Rolls rolls() {
        return new Rolls();
    }

    @Produces
    @Singleton
    ParquetExport parquet(Engine engine, CacheFolder folder, ObjectMapper json) {
        return new ParquetExport(
                engine, folder.exports(), json, new Places(config.engine().exports()));
    }

    @Produces
    @Singleton
    Meters meters(MeterRegistry registry) {
        return new Meters(registry);
    }
}
