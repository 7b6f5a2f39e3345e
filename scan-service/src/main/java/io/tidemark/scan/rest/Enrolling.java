package io.tidemark.scan.rest;

import io.quarkus.scheduler.Scheduled;
import io.tidemark.platform.client.ServiceRefused;
import io.tidemark.platform.client.ServiceUnavailable;
import io.tidemark.platform.client.TokenSource;
import io.tidemark.scan.identity.EnrolledTokens;
import io.tidemark.scan.identity.Standing;
import io.tidemark.scan.job.ScanSettings;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

import java.util.Locale;

/// Says how this agent stands with auth-service, and enrols as soon as somebody puts a token there. An agent that is
/// not let in is ready all the same: it scans, and what it found waits.
@Readiness
@Singleton
class Enrolling implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(Enrolling.class);

    private final ScanSettings settings;
    private final TokenSource tokens;

    Enrolling(ScanSettings settings, TokenSource tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (tokens instanceof EnrolledTokens own) {
            try {
                own.lookForToken();
            } catch (ServiceUnavailable | ServiceRefused e) {
                LOG.debugf("not let in: %s", e.getMessage());
            }
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("identity")
                .up()
                .withData("server", settings.server())
                .withData("standing", standing().name().toLowerCase(Locale.ROOT))
                .build();
    }

    private Standing standing() {
        return tokens instanceof EnrolledTokens own ? own.standing() : Standing.GIVEN;
    }
}
