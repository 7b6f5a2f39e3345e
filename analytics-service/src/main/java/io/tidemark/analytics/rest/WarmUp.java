package io.tidemark.analytics.rest;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tidemark.analytics.source.Catalogue;
import io.tidemark.analytics.source.Prefetch;
import io.tidemark.analytics.source.SnapshotCache;
import io.tidemark.platform.client.ServiceClient;
import io.tidemark.platform.event.EventSubscription;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Listens to history, so that a new snapshot is here before somebody asks for it.
@Singleton
class WarmUp {
    private static final String EVENTS = "/api/events?type=" + Prefetch.REGISTERED + "&type=" + Prefetch.REDUCED
            + "&type=" + Prefetch.DAMAGED + "&type=" + Prefetch.REPAIRED;

    private final AnalyticsConfig config;
    private final ServiceClient history;
    private final Prefetch prefetch;
    private @Nullable EventSubscription subscription;

    WarmUp(AnalyticsConfig config, ServiceClient history, Catalogue catalogue, SnapshotCache cache) {
        this.config = config;
        this.history = history;
        this.prefetch = new Prefetch(catalogue, cache);
    }

    void start(@Observes StartupEvent event) {
        if (config.warmUp()) {
            subscription =
                    EventSubscription.start(history, EVENTS, null, e -> prefetch.told(e.type(), e.time(), e.data()));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (subscription != null) {
            subscription.close();
        }
    }

    /// Whether history's stream of events is open now.
    boolean listens() {
        return subscription != null && subscription.connected();
    }
}
