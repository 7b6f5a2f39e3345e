package io.tidemark.history;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.tidemark.history.content.Contents;
import io.tidemark.history.content.DamageLog;
import io.tidemark.history.content.Known;
import io.tidemark.history.content.MicrometerContentMeter;
import io.tidemark.history.content.Scrub;
import io.tidemark.history.snapshot.Lease;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.history.snapshot.SnapshotStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.time.InstantSource;

/// Makes what reads and checks content from its configuration.
class ContentWiring {

    /// At the start, so that counters stand at zero and not nowhere.
    @Produces
    @Singleton
    @Startup
    MicrometerContentMeter contentMeter(MeterRegistry meters) {
        return new MicrometerContentMeter(meters);
    }

    @Produces
    @Singleton
    Known known(InstantSource clock, HistoryConfig config) {
        return new Known(config.scrub().trustedFor(), clock);
    }

    @Produces
    @Singleton
    Contents contents(
            SnapshotStore store,
            SnapshotRegister register,
            DamageLog log,
            MicrometerContentMeter meter,
            Known known,
            InstantSource clock) {
        return new Contents(store, register, log, meter, known, clock);
    }

    /// At the start, so that wrong limits stop it.
    @Produces
    @Singleton
    @Startup
    Scrub scrub(
            Contents contents,
            SnapshotRegister register,
            DamageLog log,
            Lease lease,
            InstantSource clock,
            HistoryConfig config) {
        HistoryConfig.Scrub scrub = config.scrub();
        Scrub.Limits limits = new Scrub.Limits(scrub.bytesPerSecond().asLongValue(), scrub.againAfter());
        return new Scrub(contents, register, log, lease, limits, clock);
    }
}
