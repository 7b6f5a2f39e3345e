package io.tidemark.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.tidemark.history.content.Contents;
import io.tidemark.history.content.Known;
import io.tidemark.history.content.Repair;
import io.tidemark.history.ingest.Admission;
import io.tidemark.history.ingest.DuckDbVerifier;
import io.tidemark.history.ingest.FileCheck;
import io.tidemark.history.ingest.IngestMeter;
import io.tidemark.history.ingest.ManifestReader;
import io.tidemark.history.ingest.MicrometerIngestMeter;
import io.tidemark.history.ingest.PooledVerifier;
import io.tidemark.history.ingest.ResumableParts;
import io.tidemark.history.ingest.SampleIngest;
import io.tidemark.history.ingest.SnapshotIngest;
import io.tidemark.history.ingest.Staging;
import io.tidemark.history.ingest.StoreReadiness;
import io.tidemark.history.ingest.Verifier;
import io.tidemark.history.inventory.Inventories;
import io.tidemark.history.sample.Samples;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.history.snapshot.SnapshotStore;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.Readiness;

import java.time.InstantSource;

/// Makes the way in from its configuration.
class IngestWiring {

    @Produces
    @Singleton
    Staging staging(SnapshotStore store, Known known) {
        return new Staging(store.staging(), known);
    }

    @Produces
    @Singleton
    PooledVerifier verifier(Known known, HistoryConfig config) {
        HistoryConfig.Verify verify = config.verify();
        return new PooledVerifier(
                new DuckDbVerifier(
                        new FileCheck(known),
                        verify.memory(),
                        verify.timeout(),
                        verify.maxRows(),
                        verify.maxUnpackedBytes().asLongValue()),
                verify.concurrent(),
                verify.queue());
    }

    void close(@Disposes PooledVerifier verifier) {
        verifier.close();
    }

    /// At the start, so that counters stand at zero and not nowhere.
    @Produces
    @Singleton
    @Startup
    IngestMeter meter(MeterRegistry meters) {
        return new MicrometerIngestMeter(meters);
    }

    @Produces
    @Singleton
    ManifestReader manifests(ObjectMapper mapper, HistoryConfig config) {
        return new ManifestReader(mapper, config.upload().maxManifestBytes().asLongValue());
    }

    /// At the start, so that wrong limits stop it.
    @Produces
    @Singleton
    @Startup
    Admission admission(SnapshotStore store, IngestMeter meter, HistoryConfig config) {
        HistoryConfig.Upload upload = config.upload();
        Admission.Limits limits = new Admission.Limits(
                upload.maxPartBytes().asLongValue(), upload.keepFreeBytes().asLongValue(), upload.maxConcurrent());
        return new Admission(store, meter, limits);
    }

    @Produces
    @Singleton
    ResumableParts resumable(Staging staging, Admission admission, IngestMeter meter, InstantSource clock) {
        return new ResumableParts(staging, admission, meter, clock);
    }

    @Produces
    @Singleton
    SnapshotIngest snapshots(
            SnapshotStore store,
            SnapshotRegister register,
            ManifestReader manifests,
            Staging staging,
            Verifier verifier,
            Contents contents,
            IngestMeter meter,
            InstantSource clock,
            Admission admission) {
        return new SnapshotIngest(
                store,
                register,
                manifests,
                staging,
                verifier,
                new Repair(store, register, contents),
                meter,
                clock,
                admission);
    }

    @Produces
    @Singleton
    SampleIngest samples(Samples samples, IngestMeter meter, InstantSource clock, ObjectMapper mapper) {
        return new SampleIngest(samples, meter, clock, mapper);
    }

    @Produces
    @Singleton
    @Readiness
    StoreReadiness readiness(SnapshotStore store, HistoryConfig config) {
        return new StoreReadiness(store, config.upload().keepFreeBytes().asLongValue());
    }

    @Produces
    @Singleton
    @Startup
    Inventories inventories(
            SnapshotStore store,
            SnapshotRegister register,
            SnapshotIngest ingest,
            ManifestReader manifests,
            ObjectMapper json,
            HistoryConfig config) {
        HistoryConfig.Import imports = config.imports();
        Inventories.Limits limits = new Inventories.Limits(
                imports.maxBytes().asLongValue(),
                imports.maxUnpackedBytes().asLongValue(),
                imports.maxRows(),
                imports.concurrent(),
                imports.memory(),
                imports.timeout(),
                config.upload().keepFreeBytes().asLongValue());
        return new Inventories(store, register, ingest, manifests, json, limits);
    }
}
