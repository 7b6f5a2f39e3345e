package io.tidemark.scan.rest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.tidemark.scan.job.ScanSettings;
import io.tidemark.scan.publish.CourierThread;
import io.tidemark.scan.publish.SampleSpool;
import io.tidemark.scan.volume.Sample;
import io.tidemark.scan.volume.Volumes;
import jakarta.inject.Singleton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Takes samples and puts them into the spool.
@Singleton
class Sampling {

    private final ScanSettings settings;
    private final Volumes volumes;
    private final SampleSpool spool;
    private final CourierThread courier;
    private final InstantSource clock;
    private final Counter taken;

    Sampling(
            ScanSettings settings,
            Volumes volumes,
            SampleSpool spool,
            CourierThread courier,
            InstantSource clock,
            MeterRegistry meters) {
        this.settings = settings;
        this.volumes = volumes;
        this.spool = spool;
        this.courier = courier;
        this.clock = clock;
        this.taken = Counter.builder("tidemark.scan.samples")
                .description("Capacity readings taken")
                .register(meters);
    }

    @Scheduled(
            every = "${scan.sample-interval:1m}",
            delayed = "${scan.sample-interval:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sample() {
        try {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            List<Sample> samples = volumes.sample(settings.server(), now);
            spool.add(now, samples);
            taken.increment(samples.size());
            courier.wake();
        } catch (IOException e) {
            throw new UncheckedIOException("volumes cannot be sampled", e);
        }
    }
}
