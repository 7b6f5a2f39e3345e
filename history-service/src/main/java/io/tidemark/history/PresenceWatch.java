package io.tidemark.history;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.tidemark.history.server.Presence;
import io.tidemark.history.server.Watch;
import io.tidemark.platform.tenant.PresentTenancy;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.util.Locale;

/// Looks after silent servers, and shows how many there are.
@ApplicationScoped
@Startup
class PresenceWatch {

    private static final Logger LOG = Logger.getLogger(PresenceWatch.class);

    private final Watch watch;

    PresenceWatch(Watch watch, MeterRegistry meters) {
        this.watch = watch;
        for (Presence presence : Presence.values()) {
            Gauge.builder("tidemark.history.servers", watch, one -> (double) one.count(presence))
                    .description("Servers by what is heard of them")
                    .tag("state", presence.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }

    /// On a worker. A database that is away is told of by the readiness check; the next look finds it again.
    @Scheduled(every = "{history.servers.look-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        try {
            int changed = PresentTenancy.asAll(watch::look);
            if (changed > 0) {
                LOG.infof("servers=%d fell silent or came back", changed);
            }
        } catch (RuntimeException e) {
            LOG.debugf("servers cannot be looked after: %s", e.getMessage());
        }
    }
}
