package io.tidemark.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.backfill.BackfillRegister;
import io.tidemark.history.backfill.Backfills;
import io.tidemark.history.backfill.Prometheus;
import io.tidemark.history.ingest.SampleIngest;
import io.tidemark.platform.outbound.Outbound;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.time.InstantSource;
import java.util.Set;

/// Makes what takes over the readings of others from its configuration.
class BackfillWiring {

    @Produces
    @Singleton
    Prometheus prometheus(Outbound outbound, ObjectMapper json, HistoryConfig config) {
        HistoryConfig.Backfill backfill = config.backfill();
        return new Prometheus(
                outbound,
                json,
                new Prometheus.Limits(
                        backfill.timeout(),
                        backfill.maxAnswerBytes().asLongValue(),
                        backfill.hosts().map(Set::copyOf).orElse(Set.of())));
    }

    @Produces
    @Singleton
    Backfills backfills(
            BackfillRegister register,
            Prometheus prometheus,
            SampleIngest ingest,
            InstantSource clock,
            HistoryConfig config) {
        return new Backfills(
                register,
                prometheus,
                samples -> ingest.addEarlier(samples).fresh(),
                clock,
                config.backfill().patience());
    }
}
