package io.tidemark.history;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.tidemark.history.sample.SampleUpkeep;
import io.tidemark.platform.tenant.PresentTenancy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Looks after the days of samples: those to come are there before the service is, old ones move to
/// files each hour.
@ApplicationScoped
class SampleKeeping {

    private static final Logger LOG = Logger.getLogger(SampleKeeping.class);

    private final SampleUpkeep upkeep;
    private final InstantSource clock;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("samples-", 0).daemon().factory());

    SampleKeeping(SampleUpkeep upkeep, InstantSource clock) {
        this.upkeep = upkeep;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent started) {
        worker.execute(this::run);
    }

    /// Policies and the days to come are looked at each hour.
    @Scheduled(every = "1h", delayed = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    void eachHour() {
        worker.execute(this::run);
    }

    /// Days that are over for long come at any time, from a backfill.
    @Scheduled(
            every = "${history.samples.look-every:1m}",
            delayed = "1m",
            concurrentExecution = ConcurrentExecution.SKIP)
    void eachMinute() {
        worker.execute(this::runIfDue);
    }

    private void runIfDue() {
        try {
            if (PresentTenancy.asAll(() -> upkeep.isDue(clock.instant()))) {
                run();
            }
        } catch (RuntimeException e) {
            LOG.debugf("days of samples cannot be looked at now: %s", e.getMessage());
        }
    }

    /// What fails now is tried again at the next run; the days to come are made a week before they
    /// begin.
    private void run() {
        try {
            SampleUpkeep.Done done = PresentTenancy.asAll(() -> upkeep.run(clock.instant()));
            if (done.written() + done.removed() > 0) {
                LOG.infof("daysOfSamplesWritten=%d daysOfSamplesRemoved=%d", done.written(), done.removed());
            }
        } catch (RuntimeException e) {
            LOG.error("days of samples could not be looked after", e);
        }
    }
}
