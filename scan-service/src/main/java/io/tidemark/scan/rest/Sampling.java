package io.tidemark.scan.rest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import io.tidemark.scan.job.ScanSettings;
import io.tidemark.scan.publish.CourierThread;
import io.tidemark.scan.publish.SampleSpool;
import io.tidemark.scan.volume.Sample;
import io.tidemark.scan.volume.Volumes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Takes samples and puts them into the spool.
@Singleton
class Sampling {

    private static final String JOB = "samples";
    private static final Logger LOG = Logger.getLogger(Sampling.class);

    private final ScanSettings settings;
    private final Volumes volumes;
    private final SampleSpool spool;
    private final CourierThread courier;
    private final InstantSource clock;
    private final Counter taken;
    private final Scheduler scheduler;
    private @Nullable Duration interval;
    private volatile @Nullable String trouble;

    Sampling(
            ScanSettings settings,
            Volumes volumes,
            SampleSpool spool,
            CourierThread courier,
            InstantSource clock,
            Scheduler scheduler,
            MeterRegistry meters) {
        this.scheduler = scheduler;
        this.settings = settings;
        this.volumes = volumes;
        this.spool = spool;
        this.courier = courier;
        this.clock = clock;
        this.taken = Counter.builder("tidemark.scan.samples")
                .description("Capacity readings taken")
                .register(meters);
    }

    /// Samples again and again from now on, with so much time in between.
    synchronized void every(Duration wanted) {
        if (wanted.equals(interval)) {
            return;
        }
        String seconds = wanted.toSeconds() + "s";
        scheduler.unscheduleJob(JOB);
        scheduler
                .newJob(JOB)
                .setInterval(seconds)
                .setDelayed(seconds)
                .setConcurrentExecution(Scheduled.ConcurrentExecution.SKIP)
                .setTask(execution -> sample())
                .schedule();
        interval = wanted;
    }

    void sample() {
        try {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            List<Sample> samples = volumes.sample(settings.server(), now);
            spool.add(now, samples);
            taken.increment(samples.size());
            trouble = null;
        } catch (IOException | RuntimeException e) {
            trouble = "volumes cannot be sampled: " + e.getMessage();
            LOG.error("volumes cannot be sampled", e);
        }
        courier.wake();
    }

    /// Makes samples that history does not take for long fewer.
    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void thin() {
        try {
            spool.thin(clock.instant());
        } catch (IOException | RuntimeException e) {
            LOG.error("waiting samples cannot be thinned", e);
        }
    }

    /// Why the last sample could not be taken.
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }
}
