package io.tidemark.alert.rest;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.tidemark.alert.evaluation.AlertStore;
import io.tidemark.alert.evaluation.Basis;
import io.tidemark.alert.evaluation.Evaluation;
import io.tidemark.platform.tenant.PresentTenancy;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import java.time.InstantSource;
import java.util.Objects;

/// Says how fresh our knowledge is. Old readings do not take the service out of service: it still answers what it
/// knows, and says how old that is. A database that does not answer does.
@Readiness
@ApplicationScoped
class ReadingsReadiness implements AsyncHealthCheck {

    private final AlertStore alerts;
    private final Evaluation evaluation;
    private final InstantSource clock;

    ReadingsReadiness(AlertStore alerts, Evaluation evaluation, InstantSource clock) {
        this.alerts = alerts;
        this.evaluation = evaluation;
        this.clock = clock;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .completionStage(() -> PresentTenancy.asAll(alerts::lastPass))
                .map(pass -> told(Basis.of(pass, evaluation, clock.instant())));
    }

    private static HealthCheckResponse told(Basis basis) {
        return HealthCheckResponse.named("readings")
                .up()
                .withData("fresh", basis.complete())
                .withData("missing", Objects.requireNonNullElse(basis.reason(), "nothing"))
                .withData("newestReadingAt", String.valueOf(basis.newestReadingAt()))
                .withData("volumes", basis.volumes())
                .withData("staleVolumes", basis.staleVolumes())
                .build();
    }
}
