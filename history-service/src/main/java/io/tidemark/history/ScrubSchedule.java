package io.tidemark.history;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.history.content.DamageLog;
import io.tidemark.history.content.MicrometerContentMeter;
import io.tidemark.history.content.Scrub;
import io.tidemark.platform.tenant.PresentTenancy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Reads all content in turn, on a thread of its own, for it spends most of its time waiting.
@ApplicationScoped
class ScrubSchedule {

    private static final Logger LOG = Logger.getLogger(ScrubSchedule.class);

    private final Scrub scrub;
    private final DamageLog log;
    private final MicrometerContentMeter meter;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("scrub").daemon().factory());

    ScrubSchedule(Scrub scrub, DamageLog log, MicrometerContentMeter meter) {
        this.scrub = scrub;
        this.log = log;
        this.meter = meter;
    }

    @Scheduled(every = "${history.scrub.every}", delayed = "20s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> read() {
        return later(scrub::readWhatIsDue);
    }

    @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> count() {
        return Uni.createFrom()
                .item(() -> PresentTenancy.asAll(log::count))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .invoke(meter::damaged)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    /// A database or a store that is away is told of by the readiness check; the next turn finds it again.
    private Uni<Void> later(Callable<Integer> work) {
        return Uni.createFrom()
                .item(() -> PresentTenancy.asAll(() -> called(work)))
                .runSubscriptionOn(thread)
                .onFailure()
                .invoke(e -> LOG.warnf("content cannot be read through now: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static int called(Callable<Integer> work) {
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
