package io.tidemark.history.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// Counts into the service's metrics.
public final class MicrometerIngestMeter implements IngestMeter {

    private final MeterRegistry meters;
    private final Counter bytes;
    private final Counter registered;
    private final Counter samples;

    public MicrometerIngestMeter(MeterRegistry meters) {
        this.meters = meters;
        this.bytes = Counter.builder("tidemark.history.part.received")
                .description("Bytes of snapshot parts taken in")
                .baseUnit("bytes")
                .register(meters);
        this.registered = Counter.builder("tidemark.history.snapshots.registered")
                .description("Snapshots registered")
                .register(meters);
        this.samples = Counter.builder("tidemark.history.samples.received")
                .description("New samples taken in")
                .register(meters);
    }

    @Override
    public void partReceived(long received) {
        bytes.increment((double) received);
    }

    @Override
    public void snapshotRegistered() {
        registered.increment();
    }

    @Override
    public void refused(String code) {
        Counter.builder("tidemark.history.uploads.refused")
                .description("Uploads refused, by problem code")
                .tag("code", code)
                .register(meters)
                .increment();
    }

    @Override
    public void samplesReceived(int fresh) {
        samples.increment(fresh);
    }
}
