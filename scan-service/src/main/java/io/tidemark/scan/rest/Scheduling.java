package io.tidemark.scan.rest;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.tidemark.scan.job.ScanSettings;
import io.tidemark.scan.job.Scans;
import io.tidemark.scan.publish.PolicySource;
import io.tidemark.scan.schedule.AgentPolicy;
import io.tidemark.scan.schedule.ScheduledRoot;
import io.tidemark.scan.schedule.Schedules;
import io.tidemark.scan.throttle.ScanPolicy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/// Keeps the agent's policy fresh and begins what is due.
@Singleton
class Scheduling {

    private static final Logger LOG = Logger.getLogger(Scheduling.class);
    private static final int BEFORE_OTHERS = 1;

    private final Scans scans;
    private final AgentPolicy policy;
    private final Schedules schedules;
    private final Sampling sampling;
    private volatile @Nullable String trouble;

    Scheduling(
            ScanConfig config,
            ScanSettings settings,
            Scans scans,
            PolicySource history,
            InstantSource clock,
            Sampling sampling)
            throws IOException {
        this.sampling = sampling;
        this.scans = scans;
        this.policy = new AgentPolicy(settings.server(), local(config), history, settings.state());
        this.schedules = new Schedules(
                settings.server(),
                settings.state(),
                clock,
                () -> policy.effective().roots(),
                new ScheduledStarts(scans));
    }

    private static AgentPolicy.Effective local(ScanConfig config) {
        return new AgentPolicy.Effective(
                config.policy().policy(),
                config.schedules().stream()
                        .map(s -> new ScheduledRoot(s.root(), s.schedule(), s.zone(), s.jitter()))
                        .toList(),
                config.sampleInterval());
    }

    /// Begins scans under the agent's policy.
    private record ScheduledStarts(Scans scans) implements Schedules.Starter {

        @Override
        public void start(UUID id, String root) {
            scans.submit(id, root, null);
        }

        @Override
        public boolean isActive(UUID id) {
            return scans.active().stream().anyMatch(job -> job.id().equals(id));
        }
    }

    @Produces
    Schedules schedules() {
        return schedules;
    }

    void start(@Observes @Priority(BEFORE_OTHERS) StartupEvent event) {
        apply();
    }

    private void apply() {
        AgentPolicy.Effective now = policy.effective();
        scans.defaultPolicy(now.policy());
        sampling.every(now.sampleInterval());
    }

    @Scheduled(every = "${scan.policy-interval:1m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        policy.refresh();
        apply();
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        try {
            schedules.tick();
            trouble = null;
        } catch (RuntimeException e) {
            trouble = "scheduled scans do not begin: " + e.getMessage();
            LOG.error("scheduled scans do not begin", e);
        }
    }

    /// How scans work at present where nobody asks for something else.
    ScanPolicy policy() {
        return policy.effective().policy();
    }

    /// What does not work at present.
    Optional<String> trouble() {
        return Optional.ofNullable(trouble).or(policy::trouble);
    }
}
