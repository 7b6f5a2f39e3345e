package io.tidemark.launcher.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.Pause;
import io.tidemark.launcher.scan.Job;

import java.time.Duration;
import java.util.List;

/// The moment from which analytics-service answers about this scan: history tells it of the snapshot, and it fetches
/// that.
final class Arrival {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PAUSE_MILLIS = 250;

    private final Api api;
    private final Job job;

    Arrival(Api api, Job job) {
        this.api = api;
        this.job = job;
    }

    /// Waits for it.
    ///
    /// @return what to tell where it did not come
    List<String> await() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isThere()) {
            if (System.nanoTime() - deadline > 0) {
                return List.of("analytics-service does not have this snapshot yet; it answers from an older one");
            }
            Pause.millis(PAUSE_MILLIS);
        }
        return List.of();
    }

    private boolean isThere() {
        String path = "/api/analytics/distribution?by=type&limit=1&" + Scope.of(job);
        JsonNode snapshots =
                api.look(Service.ANALYTICS, path).body().path("basis").path("snapshots");
        for (JsonNode snapshot : snapshots) {
            if (snapshot.path("id").asText().equals(job.id())) {
                return true;
            }
        }
        return false;
    }
}
