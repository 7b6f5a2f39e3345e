package io.tidemark.history;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.history.delta.Comparer;
import io.tidemark.platform.tenant.PresentTenancy;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Compares new snapshots with those before them, moments after they were registered.
@ApplicationScoped
class Comparisons {

    private static final Logger LOG = Logger.getLogger(Comparisons.class);

    private final Comparer comparer;

    Comparisons(Comparer comparer) {
        this.comparer = comparer;
    }

    /// A database that is away is told of by the readiness check; the next look finds it again.
    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> compare() {
        return Uni.createFrom()
                .item(() -> PresentTenancy.asAll(comparer::compareOpen))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .invoke(e -> LOG.debugf("snapshots cannot be compared now: %s", e.getMessage()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }
}
