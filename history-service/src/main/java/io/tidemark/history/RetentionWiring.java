package io.tidemark.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.content.Contents;
import io.tidemark.history.delta.Deltas;
import io.tidemark.history.difference.DifferenceEngine;
import io.tidemark.history.difference.DifferenceMaker;
import io.tidemark.history.difference.Differences;
import io.tidemark.history.retention.Retention;
import io.tidemark.history.retention.RetentionExecutor;
import io.tidemark.history.retention.RetentionLog;
import io.tidemark.history.snapshot.Lease;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.history.snapshot.SnapshotStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.time.InstantSource;

/// Makes what carries retention out.
class RetentionWiring {

    @Produces
    @Singleton
    RetentionExecutor executor(
            Retention retention,
            RetentionLog log,
            SnapshotStore store,
            Lease lease,
            Deltas deltas,
            ObjectMapper json,
            InstantSource clock,
            DifferenceMaker differences,
            HistoryConfig config) {
        return new RetentionExecutor(
                retention,
                log,
                store,
                lease,
                deltas::forget,
                json,
                clock,
                differences,
                config.differences().cacheDir().resolve("making"));
    }

    @Produces
    @Singleton
    DifferenceMaker differences(
            SnapshotRegister register, Contents contents, DifferenceEngine engine, ObjectMapper json) {
        return new Differences(register, contents, engine, json);
    }
}
