package io.tidemark.scan.rest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.tidemark.scan.publish.SampleSpool;
import io.tidemark.scan.publish.SnapshotSpool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import java.io.IOException;

/// Gauges of what waits for history.
@Singleton
class SpoolMeters {

    /// A figure read from disk.
    private interface Reading {
        double read() throws IOException;
    }

    void register(@Observes StartupEvent event, MeterRegistry meters, SnapshotSpool snapshots, SampleSpool samples) {
        gauge(
                meters,
                "tidemark.scan.spool.snapshots",
                "Snapshots that wait for history",
                () -> snapshots.waiting().size());
        gauge(
                meters,
                "tidemark.scan.spool.refused",
                "Snapshots that history refused",
                () -> snapshots.refused().size());
        gauge(meters, "tidemark.scan.spool.bytes", "Bytes that wait for history", snapshots::bytes);
        gauge(
                meters,
                "tidemark.scan.spool.full",
                "1 while no scan can begin because there is no room for its snapshot",
                () -> snapshots.full().isPresent() ? 1 : 0);
        gauge(meters, "tidemark.scan.spool.sample.files", "Hours of samples that wait for history", samples::depth);
    }

    private static void gauge(MeterRegistry meters, String name, String description, Reading reading) {
        Gauge.builder(name, () -> valueOf(reading)).description(description).register(meters);
    }

    private static double valueOf(Reading reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
