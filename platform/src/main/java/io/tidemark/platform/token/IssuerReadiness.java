package io.tidemark.platform.token;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Without auth-service's keys every token is refused: nobody should be sent here then.
@Readiness
@Singleton
class IssuerReadiness implements HealthCheck {
    private final Issuer issuer;

    IssuerReadiness(Issuer issuer) {
        this.issuer = issuer;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("token-keys").status(issuer.isKnown()).build();
    }
}
