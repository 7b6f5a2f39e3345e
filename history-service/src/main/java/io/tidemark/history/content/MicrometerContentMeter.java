package io.tidemark.history.content;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.concurrent.atomic.AtomicLong;

/// Counts into the service's metrics.
public final class MicrometerContentMeter implements ContentMeter {

    private final Counter read;
    private final Counter found;
    private final Counter repaired;
    private final AtomicLong damaged = new AtomicLong();

    public MicrometerContentMeter(MeterRegistry meters) {
        this.read = Counter.builder("tidemark.history.content.read")
                .description("Bytes read to see whether they are what was sealed")
                .baseUnit("bytes")
                .register(meters);
        this.found = Counter.builder("tidemark.history.damage.found")
                .description("Files of snapshots and samples that were found damaged")
                .register(meters);
        this.repaired = Counter.builder("tidemark.history.snapshots.repaired")
                .description("Damaged snapshots that became sound again")
                .register(meters);
        Gauge.builder("tidemark.history.snapshots.damaged", damaged, AtomicLong::doubleValue)
                .description("Snapshots that are damaged now")
                .register(meters);
    }

    /// Says how many are damaged now.
    public void damaged(long count) {
        damaged.set(count);
    }

    @Override
    public void read(long bytes) {
        read.increment((double) bytes);
    }

    @Override
    public void damageFound() {
        found.increment();
    }

    @Override
    public void repaired() {
        repaired.increment();
    }
}
