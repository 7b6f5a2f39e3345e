package io.tidemark.auth.start;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.RawRows;
import io.tidemark.auth.audit.Sealer;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.time.Instant;
import java.util.List;

/// Signs the audit log from time to time, and cries out where it is not what was signed before.
@Singleton
class Sealing {
    private static final Logger LOG = Logger.getLogger(Sealing.class);

    private final Sealer sealer;
    private final AuditLog log;
    private volatile boolean broken;

    Sealing(Sealer sealer, AuditLog log, MeterRegistry meters) {
        this.sealer = sealer;
        this.log = log;
        Gauge.builder("tidemark.auth.audit.broken", () -> broken ? 1 : 0)
                .description("1 where the audit log is not what was signed before")
                .register(meters);
    }

    @Scheduled(every = "${auth.audit.checkpoint-interval:5m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void seal() {
        try {
            sealer.seal().ifPresent(c -> LOG.debugf("rows=%d sealed", c.size()));
            broken = false;
        } catch (Sealer.BrokenLog | RawRows.LostPart e) {
            LOG.errorf("The audit log was tampered with: %s. GET /api/audit/verify says where", e.getMessage());
            tellOnce(e);
        }
    }

    private void tellOnce(RuntimeException e) {
        if (!broken) {
            broken = true;
            log.append(List.of(AuditEvent.own(
                    Instant.now(),
                    "audit-broken",
                    AuditEvent.OWN_SERVICE,
                    "local",
                    String.valueOf(e.getMessage()),
                    "audit")));
        }
    }
}
