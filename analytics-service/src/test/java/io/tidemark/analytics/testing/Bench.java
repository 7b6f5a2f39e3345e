package io.tidemark.analytics.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidemark.analytics.consumer.Temperatures;
import io.tidemark.analytics.duplicate.Alike;
import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.AnswerCache;
import io.tidemark.analytics.engine.Asker;
import io.tidemark.analytics.engine.DuckDbEngine;
import io.tidemark.analytics.engine.EngineLimits;
import io.tidemark.analytics.engine.Folders;
import io.tidemark.analytics.engine.FoldersByPath;
import io.tidemark.analytics.engine.Keyed;
import io.tidemark.analytics.engine.Question;
import io.tidemark.analytics.engine.QuestionObserver;
import io.tidemark.analytics.engine.Questions;
import io.tidemark.analytics.engine.Stamped;
import io.tidemark.analytics.engine.Summaries;
import io.tidemark.analytics.engine.Summary;
import io.tidemark.analytics.engine.TableQuestion;
import io.tidemark.analytics.engine.Views;
import io.tidemark.analytics.folder.TypesBelow;
import io.tidemark.analytics.search.Figures;
import io.tidemark.analytics.search.Largest;
import io.tidemark.analytics.search.Least;
import io.tidemark.analytics.search.Names;
import io.tidemark.analytics.source.CacheFolder;
import io.tidemark.analytics.source.CacheObserver;
import io.tidemark.analytics.source.Catalogue;
import io.tidemark.analytics.source.Prefetch;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.source.SnapshotCache;
import io.tidemark.analytics.usage.Combinations;
import io.tidemark.analytics.usage.Spreads;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The service without its HTTP face, over a fake record of snapshots.
public final class Bench implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-11-20T01:00:00Z");
    public static final EngineLimits LIMITS = new EngineLimits(
            256L << 20, 1L << 30, 2, Duration.ofSeconds(20), Duration.ofSeconds(40), 10_000, 2, 8, 4, 2);

    public static final List<Summary> SUMMARIES = List.of(
            new Folders(),
            new Largest(),
            new Spreads(),
            new Combinations(),
            new Names(),
            new Figures(),
            new Temperatures());
    public static final List<Keyed> KEYED = List.of(FoldersByPath.FOLDERS, TypesBelow.TYPES, Least.LEAST);
    public static final List<Stamped> STAMPED = List.of(Alike.ALIKE);
    public static final Asker ASKER = Asker.named("tester");

    private final AnswerCache answers = new AnswerCache(1L << 20);
    private final FakeSource source = new FakeSource();
    private final HandClock clock = new HandClock(NOW);
    private final ExecutorService fetchers = Executors.newFixedThreadPool(2);
    private final Path folder;
    private final SnapshotCache cache;
    private final Catalogue catalogue;
    private final Views views;
    private final DuckDbEngine engine;

    public Bench(Path folder) {
        this(folder, 1L << 30);
    }

    public Bench(Path folder, long cacheBytes) {
        this(folder, cacheBytes, LIMITS.threads());
    }

    public Bench(Path folder, long cacheBytes, int threads) {
        this.folder = folder;
        CacheFolder local = new CacheFolder(folder.resolve("cache"));
        this.engine = new DuckDbEngine(local.snapshots(), local.exports(), local.spill(), limits(threads));
        Summaries summaries = new Summaries(engine, SUMMARIES, KEYED, STAMPED);
        this.cache = new SnapshotCache(
                local, cacheBytes, Duration.ofSeconds(30), source, summaries, fetchers, clock, CacheObserver.NOBODY);
        this.views = new Views(engine, summaries, cache);
        this.catalogue = new Catalogue(source, cache::snapshots, clock, () -> Duration.ofSeconds(5));
    }

    private static EngineLimits limits(int threads) {
        return new EngineLimits(
                LIMITS.memoryBytes(),
                LIMITS.spillBytes(),
                threads,
                LIMITS.timeout(),
                LIMITS.exportTimeout(),
                LIMITS.rows(),
                LIMITS.concurrency(),
                LIMITS.queue(),
                LIMITS.queueEach(),
                LIMITS.exports());
    }

    public Bench with(SnapshotBuilder... snapshots) {
        for (SnapshotBuilder snapshot : snapshots) {
            make(snapshot);
        }
        return this;
    }

    public MadeSnapshot make(SnapshotBuilder snapshot) {
        MadeSnapshot made = snapshot.build(folder.resolve("history"));
        source.with(made);
        return made;
    }

    public Questions questions() {
        return new Questions(
                catalogue, cache, views, engine, answers, Duration.ofSeconds(20), clock, QuestionObserver.NOBODY);
    }

    /// The answer over everything.
    public <T> T ask(Question<T> question) {
        return ask(question, Selection.EVERYTHING).value();
    }

    public <T> Answer<T> ask(Question<T> question, Selection selection) {
        return Objects.requireNonNull(
                questions().ask(question, selection, ASKER, tag -> false).answer());
    }

    /// The rows of a table, as they come.
    public <R> List<R> export(TableQuestion<R> question) {
        List<R> rows = new ArrayList<>();
        questions().export(question, Selection.EVERYTHING, ASKER, basis -> {}, rows::add);
        return rows;
    }

    /// History's event of a snapshot.
    public void tell(MadeSnapshot registered) {
        new Prefetch(catalogue, cache)
                .told(
                        Prefetch.REGISTERED,
                        clock.instant(),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("id", registered.snapshot().id().toString()));
    }

    public AnswerCache answers() {
        return answers;
    }

    public FakeSource source() {
        return source;
    }

    public HandClock clock() {
        return clock;
    }

    public SnapshotCache cache() {
        return cache;
    }

    public DuckDbEngine engine() {
        return engine;
    }

    @Override
    public void close() {
        engine.close();
        fetchers.shutdownNow();
    }
}
