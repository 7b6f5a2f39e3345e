package io.tidemark.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.tidemark.history.difference.DifferenceEngine;
import io.tidemark.history.event.EventBell;
import io.tidemark.history.event.EventLog;
import io.tidemark.history.rest.EventFeed;
import io.tidemark.history.rest.SlowReaders;
import io.tidemark.history.sample.SampleFiles;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.store.FolderSampleFiles;
import io.tidemark.history.store.FolderSnapshotStore;
import io.tidemark.history.store.RebuildingStore;
import io.tidemark.history.store.S3;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.io.IOException;
import java.time.InstantSource;

/// Makes what keeps and what tells from its configuration.
class StoreWiring {

    /// At the start, so that a store that cannot be written to stops it.
    @Produces
    @Singleton
    @Startup
    SnapshotStore snapshots(HistoryConfig config, DifferenceEngine engine, ObjectMapper json) throws IOException {
        SnapshotStore store = config.s3().bucket().isPresent()
                ? objectStorage(config.s3(), config.s3().bucket().get()).store(config.storeDir())
                : new FolderSnapshotStore(config.storeDir());
        store.checkWritable();
        HistoryConfig.Differences differences = config.differences();
        return new RebuildingStore(
                store,
                engine,
                json,
                differences.cacheDir().resolve("parts"),
                differences.cacheBytes().asLongValue());
    }

    @Produces
    @Singleton
    DifferenceEngine differences(HistoryConfig config) {
        HistoryConfig.Differences differences = config.differences();
        return new DifferenceEngine(differences.threads(), differences.memory(), differences.timeout());
    }

    @Produces
    @Singleton
    SampleFiles samples(HistoryConfig config) throws IOException {
        return config.s3().bucket().isPresent()
                ? objectStorage(config.s3(), config.s3().bucket().get()).sampleFiles(config.storeDir())
                : new FolderSampleFiles(config.storeDir());
    }

    private static S3 objectStorage(HistoryConfig.ObjectStorage config, String bucket) {
        return new S3(config.named(bucket), config.cacheBytes().asLongValue());
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    EventBell bell() {
        return new EventBell();
    }

    @Produces
    @Singleton
    @Startup
    EventFeed feed(EventLog log, EventBell bell, MeterRegistry meters, HistoryConfig config) {
        return new EventFeed(
                log, bell, meters, config.events().maxStreams(), config.events().pageSize());
    }

    @Produces
    @Singleton
    @Startup
    SlowReaders slowReaders(InstantSource clock, MeterRegistry meters, HistoryConfig config) {
        return new SlowReaders(clock, meters, config.events().slowAfter());
    }
}
