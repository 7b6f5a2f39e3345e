package io.tidemark.scan.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tidemark.scan.job.ScanEvents;
import io.tidemark.scan.job.ScanJob;
import io.tidemark.scan.walk.ErrorKind;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.util.List;

/// What a finished scan sets off: figures, a sample of the volumes, delivery.
@Singleton
class AfterScan implements ScanEvents {

    private final MeterRegistry meters;
    private final Provider<Sampling> sampling;

    AfterScan(MeterRegistry meters, Provider<Sampling> sampling) {
        this.meters = meters;
        this.sampling = sampling;
    }

    @Override
    public void ended(ScanJob job, List<ErrorKind> errors) {
        meters.counter("tidemark.scan.entries")
                .increment((double) job.progress().entries());
        if (job.startedAt() != null && job.finishedAt() != null) {
            Timer.builder("tidemark.scan.duration")
                    .description("From the start of a scan to its sealed snapshot")
                    .tag("state", job.state().word())
                    .register(meters)
                    .record(Duration.between(job.startedAt(), job.finishedAt()));
        }
        for (ErrorKind kind : errors) {
            meters.counter("tidemark.scan.errors", "kind", kind.kind()).increment((double) kind.count());
        }
        sampling.get().sample();
    }
}
