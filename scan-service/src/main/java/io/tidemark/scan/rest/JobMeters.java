package io.tidemark.scan.rest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.tidemark.scan.job.JobState;
import io.tidemark.scan.job.Scans;
import io.tidemark.scan.schedule.Schedules;
import io.tidemark.scan.throttle.Machine;
import io.tidemark.scan.throttle.Waiting;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Figures of scans that are still to be done, of what they wait for, and of schedules.
@Singleton
class JobMeters {

    void register(
            @Observes StartupEvent event, MeterRegistry meters, Scans scans, Machine machine, Schedules schedules) {
        for (JobState state : JobState.values()) {
            if (state.isActive()) {
                Gauge.builder("tidemark.scan.jobs", scans, all -> count(all, state))
                        .description("Scans that are still to be done or under way")
                        .tag("state", state.word())
                        .register(meters);
            }
        }
        for (Waiting reason : Waiting.values()) {
            FunctionCounter.builder("tidemark.scan.waited", machine, shared -> shared.waitedSeconds(reason))
                    .description("How long walking threads waited, by what for")
                    .baseUnit("seconds")
                    .tag("reason", reason.word())
                    .register(meters);
        }
        Gauge.builder("tidemark.scan.schedules", schedules, all -> all.list().size())
                .description("Roots that are scanned by themselves")
                .register(meters);
        Gauge.builder("tidemark.scan.schedules.failing", schedules, JobMeters::failing)
                .description("Schedules whose last scan did not begin, or not yet")
                .register(meters);
    }

    private static double count(Scans scans, JobState state) {
        return scans.active().stream().filter(job -> job.state() == state).count();
    }

    private static double failing(Schedules schedules) {
        return schedules.list().stream()
                .filter(planned -> planned.problem() != null)
                .count();
    }
}
