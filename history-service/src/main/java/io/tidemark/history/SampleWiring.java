package io.tidemark.history;

import io.quarkus.runtime.Startup;
import io.tidemark.history.content.Known;
import io.tidemark.history.content.MicrometerContentMeter;
import io.tidemark.history.rest.Roster;
import io.tidemark.history.sample.SampleAges;
import io.tidemark.history.sample.SampleDays;
import io.tidemark.history.sample.SampleFiles;
import io.tidemark.history.sample.SampleLog;
import io.tidemark.history.sample.SampleUpkeep;
import io.tidemark.history.sample.Samples;
import io.tidemark.history.sample.SoundFiles;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.util.stream.Collectors;

/// Makes what keeps readings from its configuration.
class SampleWiring {

    @Produces
    @Singleton
    Samples.Limits limits(HistoryConfig config) {
        HistoryConfig.Samples samples = config.samples();
        return new Samples.Limits(samples.compactAfter(), samples.readers(), samples.memory());
    }

    /// At the start, so that wrong limits stop it.
    @Produces
    @Singleton
    @Startup
    Samples samples(SampleLog log, SoundFiles files, Samples.Limits limits) {
        return new Samples(log, files, limits);
    }

    @Produces
    @Singleton
    SoundFiles sound(SampleFiles files, Known known, MicrometerContentMeter meter) {
        return new SoundFiles(files, known, meter);
    }

    @Produces
    @Singleton
    SampleUpkeep upkeep(
            SampleLog log, SampleDays days, SampleFiles files, SoundFiles sound, Samples.Limits limits, Roster roster) {
        return new SampleUpkeep(
                log,
                days,
                files,
                sound,
                limits,
                () -> roster.policies().stream()
                        .collect(Collectors.toMap(policy -> policy.server().value(), SampleAges::of)));
    }
}
