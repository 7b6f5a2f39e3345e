package io.tidemark.analytics.rest;

import io.tidemark.analytics.source.Catalogue;
import io.tidemark.analytics.source.Known;
import io.tidemark.analytics.source.SnapshotCache;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// The service is ready without history too: it answers from its cache then, and says so here and in each
/// basis.
@Readiness
@Singleton
class AnswersReadiness implements HealthCheck {
    private final Catalogue catalogue;
    private final SnapshotCache cache;
    private final WarmUp warmUp;

    AnswersReadiness(Catalogue catalogue, SnapshotCache cache, WarmUp warmUp) {
        this.catalogue = catalogue;
        this.cache = cache;
        this.warmUp = warmUp;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("answers")
                .up()
                .withData("history", history())
                .withData("cachedSnapshots", cache.snapshots().size())
                .withData("cachedBytes", cache.bytes())
                .withData("cacheLimitBytes", cache.limitBytes())
                .build();
    }

    private String history() {
        Known known = catalogue.lastKnown();
        if (known != null && known.stale()) {
            return "away; questions are answered from the cache";
        }
        if (known == null && !warmUp.listens()) {
            return "not reached yet";
        }
        return "reached";
    }
}
