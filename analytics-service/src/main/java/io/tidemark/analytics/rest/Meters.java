package io.tidemark.analytics.rest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tidemark.analytics.engine.AnswerCache;
import io.tidemark.analytics.engine.Engine;
import io.tidemark.analytics.engine.QuestionObserver;
import io.tidemark.analytics.source.CacheObserver;
import io.tidemark.analytics.source.SnapshotCache;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.UUID;

/// Counts what the service does.
class Meters implements CacheObserver, QuestionObserver {
    private static final Logger LOG = Logger.getLogger(Meters.class);

    private final MeterRegistry registry;
    private final Counter fetches;
    private final Counter fetchedBytes;
    private final Counter failures;
    private final Counter evictions;

    Meters(MeterRegistry registry) {
        this.registry = registry;
        this.fetches = counter("tidemark.analytics.fetches", "Snapshots fetched and verified");
        this.fetchedBytes = Counter.builder("tidemark.analytics.fetched")
                .baseUnit("bytes")
                .description("Bytes of snapshots fetched and verified")
                .register(registry);
        this.failures =
                counter("tidemark.analytics.fetch.failures", "Snapshots that could not be fetched or were damaged");
        this.evictions = counter("tidemark.analytics.evictions", "Snapshots removed from the cache to make room");
    }

    void watch(SnapshotCache cache) {
        Gauge.builder("tidemark.analytics.cache", cache, c -> (double) c.bytes())
                .baseUnit("bytes")
                .description("Bytes the cache holds")
                .register(registry);
        Gauge.builder("tidemark.analytics.cache.limit", cache, c -> (double) c.limitBytes())
                .baseUnit("bytes")
                .description("Bytes the cache may hold")
                .register(registry);
    }

    void watch(AnswerCache answers) {
        Gauge.builder("tidemark.analytics.answers", answers, a -> (double) a.bytes())
                .baseUnit("bytes")
                .description("Memory that answers take which are kept to be given again")
                .register(registry);
    }

    void watch(Engine engine) {
        Gauge.builder("tidemark.analytics.queries.waiting", engine, e -> (double) e.waiting())
                .description("Queries that wait for their turn")
                .register(registry);
    }

    @Override
    public void fetched(UUID snapshot, long bytes) {
        fetches.increment();
        fetchedBytes.increment((double) bytes);
        LOG.infof("snapshotId=%s fetched bytes=%d", snapshot, bytes);
    }

    @Override
    public void failed(UUID snapshot, String reason) {
        failures.increment();
        LOG.warnf("snapshotId=%s not fetched: %s", snapshot, reason);
    }

    @Override
    public void evicted(UUID snapshot, long bytes) {
        evictions.increment();
        LOG.infof("snapshotId=%s evicted bytes=%d", snapshot, bytes);
    }

    @Override
    public void asked(String kind, Duration took, boolean answered) {
        Timer.builder("tidemark.analytics.questions")
                .description("Questions and how long they took, fetching included")
                .tag("kind", kind)
                .tag("outcome", answered ? "answered" : "problem")
                .register(registry)
                .record(took);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
