package io.tidemark.auth.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/// Counts what this process brought to the audit log for good. Without tags: actions are words of the callers.
@Singleton
class AuditMeter {
    private final Counter rows;

    AuditMeter(MeterRegistry meters) {
        rows = Counter.builder("tidemark.auth.audit.rows")
                .description("Rows this process wrote to the audit log")
                .register(meters);
    }

    void committed(int written) {
        rows.increment(written);
    }
}
