package io.tidemark.auth.start;

import io.quarkus.scheduler.Scheduled;
import io.tidemark.auth.audit.Archivist;
import io.tidemark.auth.audit.Sealer;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Moves old rows of the audit log into files from time to time. What cannot be moved stays in the database.
@Singleton
class Archiving {
    private static final Logger LOG = Logger.getLogger(Archiving.class);

    private final Archivist archivist;

    Archiving(Archivist archivist) {
        this.archivist = archivist;
    }

    @Scheduled(
            every = "${auth.audit.archive-interval:6h}",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void archive() {
        try {
            archivist.run().forEach(part -> LOG.infof("audit rows=%d..%d moved", part.first(), part.last()));
        } catch (Sealer.BrokenLog e) {
            LOG.errorf("Old rows of the audit log stay in the database: %s", e.getMessage());
        }
    }
}
