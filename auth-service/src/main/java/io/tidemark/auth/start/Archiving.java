package io.tidemark.auth.start;

import io.quarkus.scheduler.Scheduled;
import io.tidemark.auth.audit.Sealer;
import io.tidemark.auth.audit.TenantLogs;
import io.tidemark.auth.tenant.Tenants;
import io.tidemark.platform.tenant.Tenant;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Moves old rows of the audit log into files from time to time. What cannot be moved stays in the database.
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
        try {
            logs.of(tenant)
                    .archivist()
                    .run()
                    .forEach(part -> LOG.infof("audit tenant=%s rows=%d..%d moved", tenant, part.first(), part.last()));
        } catch (Sealer.BrokenLog e) {
            LOG.errorf("Old rows of the audit log of %s stay in the database: %s", tenant, e.getMessage());
        }
    }
}
