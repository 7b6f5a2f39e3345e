package io.tidemark.history;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.history.policy.Fleet;
import io.tidemark.history.rest.Roster;
import io.tidemark.history.retention.Asker;
import io.tidemark.history.retention.Level;
import io.tidemark.history.retention.RetentionExecutor;
import io.tidemark.history.retention.RetentionLog;
import io.tidemark.history.retention.Rules;
import io.tidemark.history.retention.StepRecord;
import io.tidemark.history.server.Server;
import io.tidemark.platform.audit.Denial;
import io.tidemark.platform.audit.DenialSink;
import io.tidemark.platform.tenant.PresentTenancy;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Carries retention out for all servers from time to time, and brings every step to the audit log.
@ApplicationScoped
class RetentionSchedule {

    private static final Logger LOG = Logger.getLogger(RetentionSchedule.class);
    private static final int AUDITED_AT_ONCE = 200;
    private static final int LONGEST_TARGET = 500;

    private final RetentionExecutor executor;
    private final RetentionLog log;
    private final Roster roster;
    private final DenialSink audit;
    private final InstantSource clock;
    private final String service;

    RetentionSchedule(
            RetentionExecutor executor,
            RetentionLog log,
            Roster roster,
            DenialSink audit,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.executor = executor;
        this.log = log;
        this.roster = roster;
        this.audit = audit;
        this.clock = clock;
        this.service = service;
    }

    /// What an earlier run left half is finished or undone first, soon after the start.
    @Scheduled(every = "${history.retention.every}", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> carryOut() {
        return later(this::carryOutAll, "retention cannot be carried out now");
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> report() {
        return later(this::reportSteps, "steps of retention are not in the audit log yet");
    }

    /// One server that fails does not keep the others from their turn.
    private void carryOutAll() {
        Fleet fleet = roster.fleet();
        for (Server server : fleet.servers()) {
            try {
                executor.run(server.name(), Rules.of(fleet.policyOf(server)), Asker.SCHEDULE);
            } catch (IOException | RuntimeException e) {
                LOG.warnf("server=%s retention failed: %s", server.name(), e.getMessage());
            }
        }
    }

    private void reportSteps() {
        List<StepRecord> steps = log.unaudited(AUDITED_AT_ONCE);
        if (!steps.isEmpty()) {
            audit.record(steps.stream().map(this::toEvent).toList());
            log.audited(steps, clock.instant().truncatedTo(ChronoUnit.MICROS));
        }
    }

    private Denial toEvent(StepRecord record) {
        String target = record.server() + " " + record.step().snapshotId() + " "
                + record.step().from().word() + " to " + record.step().to().word() + " "
                + record.step().root();
        return new Denial(
                        record.preparedAt(),
                        service,
                        action(record.step().to()),
                        record.asker().subject(),
                        record.asker().client(),
                        record.step().reason(),
                        target.substring(0, Math.min(target.length(), LONGEST_TARGET)),
                        1)
                .changing(side(record.step().from()), side(record.step().to()));
    }

    private static @Nullable String side(Level level) {
        return level == Level.GONE ? null : "\"" + level.word() + "\"";
    }

    private static String action(Level to) {
        return switch (to) {
            case GONE -> "remove-snapshot";
            case DIFFERENCE -> "store-difference";
            case FULL, DIRECTORIES, TOTALS -> "reduce-snapshot";
        };
    }

    /// A database or an audit log that is away is told of by the readiness check; the next turn finds
    /// it again.
    private static Uni<Void> later(Runnable work, String failure) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> PresentTenancy.asAll(() -> {
                    work.run();
                    return true;
                }))
                .onFailure()
                .invoke(e -> LOG.warnf("%s: %s", failure, e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
