package io.tidemark.forecast.upkeep;

import io.tidemark.forecast.source.History;
import io.tidemark.forecast.source.HistoryAway;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Says whether history-service answers. Up either way: without it the last stored forecasts are given.
@Readiness
@ApplicationScoped
class HistoryHealth implements HealthCheck {

    /// No server has this name: the answer is empty and cheap.
    private static final String NO_SERVER = "health-check.invalid";

    private final History history;

    HistoryHealth(History history) {
        this.history = history;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("history").up();
        try {
            history.newest(NO_SERVER);
            return answer.withData("state", "history-service answers").build();
        } catch (HistoryAway e) {
            return answer.withData(
                            "state",
                            "history-service does not answer: the last stored forecasts are given, none is made")
                    .withData("cause", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
