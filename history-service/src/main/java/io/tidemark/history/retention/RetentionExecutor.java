package io.tidemark.history.retention;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.difference.DifferenceMaker;
import io.tidemark.history.difference.DifferenceMaker.Made;
import io.tidemark.history.retention.RetentionPlan.Step;
import io.tidemark.history.retention.RetentionRun.CarriedOut;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Lease;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;
import io.tidemark.platform.problem.ProblemException;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Carries plans out, one step after the other. Calls block.
///
/// A step is written down first, then the file that tells of the lower detail is put beside the
/// snapshot, then one transaction makes the record know less and looks for holds, then files go, then
/// the step is done. Whoever stops in between finds it in the log: before that transaction the step is
/// undone, after it is finished.
public final class RetentionExecutor {

    private static final Logger LOG = Logger.getLogger(RetentionExecutor.class);
    private static final String LEASE = "retention";
    private static final Duration AT_MOST = Duration.ofMinutes(10);
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /// @param readable false where some of the content is damaged
    /// @param made empty where it is not small enough
    private record Attempt(boolean readable, Optional<Made> made) {}

    private final Retention retention;
    private final RetentionLog log;
    private final SnapshotStore store;
    private final Lease lease;
    private final Consumer<SnapshotId> forget;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final DifferenceMaker differences;
    private final Path work;
    /// Fair: who waits is next, however many servers the schedule still has to go through.
    private final ReentrantLock alone = new ReentrantLock(true);

    /// @param forget called for each snapshot of which less is kept, before its step is done: whatever
    /// was made of its content and kept elsewhere goes
    /// @param work a folder of its own for differences while they are made
    public RetentionExecutor(
            Retention retention,
            RetentionLog log,
            SnapshotStore store,
            Lease lease,
            Consumer<SnapshotId> forget,
            ObjectMapper json,
            InstantSource clock,
            DifferenceMaker differences,
            Path work) {
        this.retention = retention;
        this.log = log;
        this.store = store;
        this.lease = lease;
        this.forget = forget;
        this.json = json;
        this.clock = clock;
        this.differences = differences;
        this.work = work;
    }

    /// Finishes or undoes what stands half, plans anew and carries the plan out. One server has its turn at a time; a
    /// turn is waited for, for some seconds.
    ///
    /// @throws ProblemException 503 `retention-busy` when others have their turn for longer
    public RetentionRun run(ServerName server, Rules rules, Asker asker) throws IOException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        if (!isOurTurn(patience)) {
            throw busy();
        }
        try {
            awaitLease(patience);
            endOpenSteps();
            RetentionPlan plan = retention.plan(server, rules, clock.instant());
            return RetentionRun.of(server, plan.at(), carryOut(plan, asker));
        } finally {
            lease.giveBack(LEASE);
            alone.unlock();
        }
    }

    private List<CarriedOut> carryOut(RetentionPlan plan, Asker asker) throws IOException {
        List<CarriedOut> items = new ArrayList<>();
        for (Step step : plan.items()) {
            if (step.from() != step.to()) {
                requireLease();
                items.add(
                        step.to() == Level.DIFFERENCE
                                ? differ(plan.server(), step, asker)
                                : CarriedOut.of(step, carryOut(plan.server(), step, asker)));
            }
        }
        return items;
    }

    private StepState carryOut(ServerName server, Step step, Asker asker) throws IOException {
        StepRecord record = log.prepare(server, step, asker, now());
        putMarker(record);
        return ended(record, log.mark(record, now()));
    }

    private StepState ended(StepRecord record, StepState marked) throws IOException {
        StepState ended = marked == StepState.REMOVING ? StepState.DONE : marked;
        end(record, ended);
        Step step = record.step();
        LOG.infof(
                "snapshotId=%s server=%s retention from=%s to=%s outcome=%s",
                step.snapshotId(),
                record.server(),
                step.from().word(),
                step.to().word(),
                ended.word());
        return ended;
    }

    /// The difference is made, and found to give the snapshot back, before anything is written down.
    private CarriedOut differ(ServerName server, Step step, Asker asker) throws IOException {
        try (WorkFolder folder = WorkFolder.in(work)) {
            Attempt attempt = attempt(step, folder.path());
            if (!attempt.readable()) {
                return CarriedOut.of(step.freeing(0), StepState.UNDONE);
            }
            requireLease();
            Step known = step.freeing(attempt.made().map(Made::freesBytes).orElse(0L));
            StepRecord record = log.prepare(server, known, asker, now());
            StepState marked = attempt.made().isPresent()
                    ? putAndMark(record, attempt.made().get())
                    : StepState.WHOLE;
            return CarriedOut.of(known, ended(record, marked));
        }
    }

    /// Damaged content is told of where it is found; the next plan knows.
    private Attempt attempt(Step step, Path folder) throws IOException {
        try {
            SnapshotId base = Objects.requireNonNull(step.base());
            return new Attempt(true, differences.make(step.snapshotId(), base, folder));
        } catch (ProblemException e) {
            LOG.warnf("snapshotId=%s stays whole for now: %s", step.snapshotId(), e.getMessage());
            return new Attempt(false, Optional.empty());
        }
    }

    private StepState putAndMark(StepRecord record, Made made) throws IOException {
        try {
            for (Map.Entry<StoredName, Path> file : made.files().entrySet()) {
                store.put(record.location(), file.getKey(), file.getValue());
            }
        } catch (NoSuchFileException e) {
            return StepState.OVERTAKEN;
        }
        return log.differ(record, made.difference(), made.parts());
    }

    private void endOpenSteps() throws IOException {
        for (StepRecord open : log.open()) {
            StepState how = open.state() == StepState.REMOVING ? StepState.DONE : StepState.UNDONE;
            LOG.infof(
                    "snapshotId=%s retention of an earlier run is %s",
                    open.step().snapshotId(), how.word());
            end(open, how);
        }
    }

    /// A step that took nothing away leaves the snapshot as the plan had found it.
    private void end(StepRecord record, StepState how) throws IOException {
        Level left = how == StepState.DONE ? record.step().to() : record.step().from();
        SnapshotLocation location = record.location();
        if (how == StepState.DONE && left != Level.DIFFERENCE) {
            forget.accept(record.step().snapshotId());
        }
        if (left == Level.GONE) {
            store.remove(location);
        } else if (how != StepState.OVERTAKEN) {
            for (StoredName surplus : Reduced.surplus(store.files(location).keySet(), left)) {
                store.delete(location, surplus);
            }
        }
        log.end(record, how, now());
    }

    private void putMarker(StepRecord record) throws IOException {
        Step step = record.step();
        Optional<StoredName> name = Reduced.marker(step.to().detail());
        if (name.isEmpty() || store.manifest(record.location()).isEmpty()) {
            return;
        }
        Path written = Files.createTempFile(store.staging(), ".put-", "");
        try {
            Files.write(written, json.writeValueAsBytes(content(record)));
            store.put(record.location(), name.get(), written);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static Map<String, String> content(StepRecord record) {
        return Map.of(
                "snapshotId", record.step().snapshotId().toString(),
                "detail", record.step().to().word());
    }

    private boolean isOurTurn(long patience) {
        try {
            return alone.tryLock(patience - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Another replica gives it back after each server.
    private void awaitLease(long patience) {
        while (!lease.take(LEASE, AT_MOST)) {
            if (System.nanoTime() - patience >= 0) {
                throw busy();
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private void requireLease() {
        if (!lease.take(LEASE, AT_MOST)) {
            throw busy();
        }
    }

    private static ProblemException busy() {
        return new ProblemException(RetentionProblem.RETENTION_BUSY, "Come again").retryAfter(LATER);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
