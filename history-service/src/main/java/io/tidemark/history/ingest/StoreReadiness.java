package io.tidemark.history.ingest;

import io.tidemark.history.snapshot.SnapshotStore;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

import java.io.IOException;

/// Says whether uploads can be taken: the store can be written to and has room.
public class StoreReadiness implements HealthCheck {

    private static final String NAME = "snapshot store";

    private final SnapshotStore store;
    private final long keepFreeBytes;

    public StoreReadiness(SnapshotStore store, long keepFreeBytes) {
        this.store = store;
        this.keepFreeBytes = keepFreeBytes;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            store.checkWritable();
            long free = store.freeBytes();
            return HealthCheckResponse.named(NAME)
                    .status(free > keepFreeBytes)
                    .withData("freeBytes", free)
                    .withData("keepFreeBytes", keepFreeBytes)
                    .build();
        } catch (IOException e) {
            return HealthCheckResponse.named(NAME)
                    .down()
                    .withData("reason", "cannot be written to")
                    .build();
        }
    }
}
