package io.tidemark.auth.start;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.Filed;
import io.tidemark.auth.audit.RawRows;
import io.tidemark.auth.audit.Sealer;
import io.tidemark.auth.audit.TenantLogs;
import io.tidemark.auth.tenant.Tenants;
import io.tidemark.platform.tenant.Tenant;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Signs the audit log from time to time, and cries out where it is not what was signed before.
@Singleton
class Sealing {
    private static final Logger LOG = Logger.getLogger(Sealing.class);

    private final TenantLogs logs;
    private final Tenants tenants;
    private final AuditLog log;
    private final Set<Tenant> broken = ConcurrentHashMap.newKeySet();
    private final Set<Tenant> behind = ConcurrentHashMap.newKeySet();

    Sealing(TenantLogs logs, Tenants tenants, AuditLog log, MeterRegistry meters) {
        this.logs = logs;
        this.tenants = tenants;
        this.log = log;
        Gauge.builder("tidemark.auth.audit.broken", () -> broken.isEmpty() ? 0 : 1)
                .description("1 where the audit log of a tenant is not what was signed before")
                .register(meters);
        Gauge.builder("tidemark.auth.audit.checkpoints.behind", behind, Set::size)
                .description("Tenants whose last checkpoint is not yet at every place where it should be")
                .register(meters);
    }

    @Scheduled(every = "${auth.audit.checkpoint-interval:5m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void seal() {
        tenants.all().forEach(this::seal);
    }

    private void seal(Tenant tenant) {
        try {
            Sealer sealer = logs.of(tenant).sealer();
            sealer.seal().ifPresent(c -> LOG.debugf("tenant=%s rows=%d sealed", tenant, c.size()));
            broken.remove(tenant);
            told(tenant, sealer.copy());
        } catch (Sealer.BrokenLog | RawRows.LostPart e) {
            LOG.errorf(
                    "The audit log of tenant %s was tampered with: %s. GET /api/audit/verify says where",
                    tenant, e.getMessage());
            tellOnce(tenant, e);
        } catch (UncheckedIOException e) {
            told(tenant, List.of(String.valueOf(e.getMessage())));
        }
    }

    /// It is tried again the next time.
    private void told(Tenant tenant, List<String> troubles) {
        troubles.forEach(trouble -> LOG.errorf("tenant=%s %s", tenant, trouble));
        if (troubles.isEmpty()) {
            behind.remove(tenant);
        } else {
            behind.add(tenant);
        }
    }

    /// In the log itself: it is its readers who have to know.
    private void tellOnce(Tenant tenant, RuntimeException e) {
        if (broken.add(tenant)) {
            AuditEvent event = AuditEvent.own(
                    Instant.now(),
                    "audit-broken",
                    AuditEvent.OWN_SERVICE,
                    "local",
                    String.valueOf(e.getMessage()),
                    "audit");
            log.file(List.of(new Filed(tenant, event)));
        }
    }
}
