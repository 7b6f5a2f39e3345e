package io.tidemark.scan.rest;

import io.tidemark.scan.publish.Courier;
import io.tidemark.scan.publish.SampleSpool;
import io.tidemark.scan.publish.SnapshotSpool;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import java.io.IOException;
import java.util.Optional;

/// Ready as long as scans can begin and be kept; that history is away, or refused something, is said but is no reason
/// to stop.
@Readiness
@Singleton
class DeliveryCheck implements HealthCheck {

    private final Courier courier;
    private final SnapshotSpool snapshots;
    private final SampleSpool samples;
    private final Sampling sampling;
    private final Scheduling scheduling;
    private final Hashing hashing;

    DeliveryCheck(
            Courier courier,
            SnapshotSpool snapshots,
            SampleSpool samples,
            Sampling sampling,
            Scheduling scheduling,
            Hashing hashing) {
        this.hashing = hashing;
        this.scheduling = scheduling;
        this.sampling = sampling;
        this.courier = courier;
        this.snapshots = snapshots;
        this.samples = samples;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder check = HealthCheckResponse.named("delivery");
        try {
            check.withData("snapshotsWaiting", snapshots.waiting().size())
                    .withData("snapshotsRefused", snapshots.refused().size())
                    .withData("sampleFilesWaiting", samples.depth());
        } catch (IOException e) {
            return check.down()
                    .withData("trouble", "the state folder cannot be read: " + e)
                    .build();
        }
        Optional<String> full = snapshots.full();
        if (full.isPresent()) {
            return check.down()
                    .withData("trouble", "no scan can begin: " + full.get())
                    .build();
        }
        scheduling.trouble().ifPresent(trouble -> check.withData("scheduling", trouble));
        courier.trouble().ifPresent(trouble -> check.withData("trouble", trouble));
        hashing.trouble().ifPresent(trouble -> check.withData("hashing", trouble));
        sampling.trouble().ifPresent(trouble -> check.withData("sampling", trouble));
        return check.up().build();
    }
}
