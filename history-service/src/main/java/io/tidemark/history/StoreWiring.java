package io.tidemark.history;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.tidemark.history.event.EventBell;
import io.tidemark.history.event.EventLog;
import io.tidemark.history.rest.EventFeed;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.store.FolderSnapshotStore;
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
    SnapshotStore snapshots(HistoryConfig config) throws IOException {
        SnapshotStore store = new FolderSnapshotStore(config.storeDir());
        store.checkWritable();
        return store;
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
}
