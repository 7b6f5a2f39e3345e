package io.tidemark.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import io.tidemark.history.content.Contents;
import io.tidemark.history.delta.Comparer;
import io.tidemark.history.delta.DeltaLog;
import io.tidemark.history.delta.Deltas;
import io.tidemark.history.delta.Lives;
import io.tidemark.history.delta.MassChange;
import io.tidemark.history.snapshot.SnapshotRegister;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.io.IOException;
import java.time.InstantSource;

/// Makes what compares from its configuration.
class DeltaWiring {

    /// At the start, so that wrong limits stop it.
    @Produces
    @Singleton
    @Startup
    Deltas deltas(Contents contents, ObjectMapper json, HistoryConfig config) throws IOException {
        HistoryConfig.Delta delta = config.delta();
        Deltas.Limits limits = new Deltas.Limits(
                delta.threads(),
                delta.memory(),
                delta.timeout(),
                delta.queue(),
                delta.cacheBytes().asLongValue());
        return new Deltas(contents, delta.cacheDir(), limits, json);
    }

    void close(@Disposes Deltas deltas) {
        deltas.close();
    }

    @Produces
    @Singleton
    @Startup
    Comparer comparer(
            SnapshotRegister register, Deltas deltas, DeltaLog log, InstantSource clock, HistoryConfig config) {
        HistoryConfig.MassChange mass = config.massChange();
        MassChange.Rule rule = new MassChange.Rule(mass.floor(), mass.deviations(), mass.fewestEntries());
        return new Comparer(register, deltas, log, rule, clock);
    }

    @Produces
    @Singleton
    Lives lives(SnapshotRegister register, Contents contents, ObjectMapper json) {
        return new Lives(register, contents, json);
    }

    void close(@Disposes Lives lives) {
        lives.close();
    }
}
