package io.tidemark.auth.start;

import io.quarkus.scheduler.Scheduled;
import io.tidemark.auth.audit.Part;
import io.tidemark.auth.audit.RawRows;
import io.tidemark.auth.audit.Sealer;
import io.tidemark.auth.audit.TenantLog;
import io.tidemark.auth.audit.TenantLogs;
import io.tidemark.auth.tenant.Tenants;
import io.tidemark.platform.tenant.Tenant;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Moves old rows of the audit log into files from time to time, and removes files that were kept for long enough. What
/// cannot be moved or removed stays where it is.
@Singleton
class Archiving {
    private static final Logger LOG = Logger.getLogger(Archiving.class);

    private final TenantLogs logs;
    private final Tenants tenants;

    Archiving(TenantLogs logs, Tenants tenants) {
        this.logs = logs;
        this.tenants = tenants;
    }

    @Scheduled(
            every = "${auth.audit.archive-interval:6h}",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void archive() {
        tenants.all().forEach(this::archive);
    }

    private void archive(Tenant tenant) {
        TenantLog log = logs.of(tenant);
        try {
            log.archivist().run().forEach(part -> tell(tenant, part, "moved"));
            log.retention().run().forEach(part -> tell(tenant, part, "removed"));
        } catch (Sealer.BrokenLog | RawRows.LostPart e) {
            LOG.errorf("Old rows of the audit log of %s stay where they are: %s", tenant, e.getMessage());
        }
    }

    private static void tell(Tenant tenant, Part part, String what) {
        LOG.infof("audit tenant=%s rows=%d..%d %s", tenant, part.first(), part.last(), what);
    }
}
