package io.tidemark.history;

import io.quarkus.scheduler.Scheduled;
import io.tidemark.history.ingest.Staging;
import io.tidemark.history.rest.SlowReaders;
import io.tidemark.history.snapshot.SnapshotStore;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Removes uploads that nobody goes on with, at the start and then each hour, and cuts off slow readers.
@ApplicationScoped
class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    private final Staging staging;
    private final SnapshotStore store;
    private final InstantSource clock;
    private final Duration patience;
    private final SlowReaders readers;

    Housekeeping(Staging staging, SnapshotStore store, SlowReaders readers, InstantSource clock, HistoryConfig config) {
        this.staging = staging;
        this.store = store;
        this.readers = readers;
        this.clock = clock;
        this.patience = config.upload().abandonedAfter();
    }

    @Scheduled(every = "1h")
    void removeAbandonedUploads() throws IOException {
        Instant before = clock.instant().minus(patience);
        int removed = staging.removeAbandoned(before) + store.removeLeftovers(before);
        if (removed > 0) {
            LOG.infof("abandonedUploads=%d removed", removed);
        }
    }

    @Scheduled(every = "2s")
    void endSlowReaders() {
        readers.endSlow();
    }
}
