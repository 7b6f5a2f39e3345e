package io.tidemark.history;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.tidemark.history.backfill.Backfills;
import io.tidemark.platform.tenant.PresentTenancy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/// Runs backfills, one at a time, moments after they were begun or when the service is back.
@ApplicationScoped
class BackfillRuns {

    private static final Logger LOG = Logger.getLogger(BackfillRuns.class);

    private final Backfills backfills;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("backfill-", 0).daemon().factory());

    BackfillRuns(Backfills backfills) {
        this.backfills = backfills;
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        if (busy.compareAndSet(false, true)) {
            worker.execute(this::run);
        }
    }

    /// A database that is away is told of by the readiness check; the next look finds it again.
    private void run() {
        try {
            PresentTenancy.asAll(() -> {
                backfills.runOpen();
                return true;
            });
        } catch (RuntimeException e) {
            LOG.debugf("backfills cannot be looked at now: %s", e.getMessage());
        } finally {
            busy.set(false);
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }
}
