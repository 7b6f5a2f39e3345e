package io.tidemark.platform.token;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.tidemark.platform.client.AuthAddress;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.time.Instant;

/// Makes what asks auth-service; auth-service itself has a bean that knows.
class IssuerProducer {
    @Produces
    @Singleton
    @DefaultBean
    Issuer issuer(AuthAddress auth, MeterRegistry meters) {
        RemoteIssuer issuer = RemoteIssuer.start(auth.url(), RemoteIssuer.Rhythm.USUAL);
        Gauge.builder("tidemark.revocations.age", issuer, IssuerProducer::ageSeconds)
                .description("How old what is known of revoked tokens is")
                .baseUnit("seconds")
                .register(meters);
        return issuer;
    }

    void stop(@Disposes Issuer issuer) {
        if (issuer instanceof RemoteIssuer remote) {
            remote.close();
        }
    }

    private static double ageSeconds(RemoteIssuer issuer) {
        return Duration.between(issuer.revokedAsOf(), Instant.now()).toMillis() / 1000.0;
    }
}
