package io.tidemark.scan.rest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tidemark.scan.job.JobState;
import io.tidemark.scan.job.ScanEvents;
import io.tidemark.scan.job.ScanJob;
import io.tidemark.scan.syscall.Errno;
import io.tidemark.scan.walk.ErrorKind;
import io.tidemark.scan.walk.Walk;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// What a finished scan sets off: figures, a sample of the volumes, delivery.
@Singleton
class AfterScan implements ScanEvents {

    private static final List<JobState> ENDINGS = List.of(JobState.SEALED, JobState.CANCELLED, JobState.FAILED);

    private final MeterRegistry meters;
    private final Counter entries;
    private final Provider<Sampling> sampling;

    AfterScan(MeterRegistry meters, Provider<Sampling> sampling) {
        this.meters = meters;
        this.sampling = sampling;
        this.entries = Counter.builder("tidemark.scan.entries")
                .description("Entries that ended scans have found")
                .register(meters);
        // All of them from the start, so that no first increase is missed.
        ENDINGS.forEach(this::duration);
        Stream.concat(Stream.of(Errno.values()).map(Errno::kind), Stream.of(Walk.MOUNT_POINT))
                .distinct()
                .forEach(this::errors);
    }

    private Timer duration(JobState ending) {
        return Timer.builder("tidemark.scan.duration")
                .description("From the start of a scan to its end")
                .tag("state", ending.word())
                .register(meters);
    }

    private Counter errors(String kind) {
        return Counter.builder("tidemark.scan.errors")
                .description("What ended scans could not read, or found changed")
                .tag("kind", kind)
                .register(meters);
    }

    /// A snapshot may be delivered before this is told.
    private static JobState ending(JobState state) {
        return state == JobState.DELIVERED ? JobState.SEALED : state;
    }

    @Override
    public void ended(ScanJob job, List<ErrorKind> errors) {
        entries.increment((double) job.progress().entries());
        if (job.startedAt() != null && job.finishedAt() != null) {
            duration(ending(job.state())).record(Duration.between(job.startedAt(), job.finishedAt()));
        }
        for (ErrorKind kind : errors) {
            errors(kind.kind()).increment((double) kind.count());
        }
        sampling.get().sample();
    }
}
