package io.tidemark.history.retention;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.retention.RetentionPlan.Step;
import io.tidemark.history.retention.RetentionRun.CarriedOut;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.Lease;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;
import io.tidemark.platform.problem.ProblemException;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Carries plans out, one step after the other. Calls block.
///
/// A step is written down first, then the file that tells of the lower detail is put beside the snapshot, then one
/// transaction makes the record know less and looks for holds, then files go, then the step is done. Whoever stops in
/// between finds it in the log: before that transaction the step is undone, after it is finished.
public final class RetentionExecutor {

    private static final Logger LOG = Logger.getLogger(RetentionExecutor.class);
    private static final String LEASE = "retention";
    private static final Duration AT_MOST = Duration.ofMinutes(10);
    private static final Duration LATER = Duration.ofMinutes(1);

    private final Retention retention;
    private final RetentionLog log;
    private final SnapshotStore store;
    private final Lease lease;
    private final Consumer<SnapshotId> forget;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final ReentrantLock alone = new ReentrantLock();

    /// @param forget called for each snapshot of which less is kept, before its step is done: whatever was made of its
    /// content and kept elsewhere goes
    public RetentionExecutor(
            Retention retention,
            RetentionLog log,
            SnapshotStore store,
            Lease lease,
            Consumer<SnapshotId> forget,
            ObjectMapper json,
            InstantSource clock) {
        this.retention = retention;
        this.log = log;
        this.store = store;
        this.lease = lease;
        this.forget = forget;
        this.json = json;
        this.clock = clock;
    }

    /// Finishes or undoes what stands half, plans anew and carries the plan out.
    ///
    /// @throws ProblemException 503 `retention-busy` when it is being carried out already
    public RetentionRun run(ServerName server, Rules rules, Asker asker) throws IOException {
        if (!alone.tryLock()) {
            throw busy();
        }
        try {
            requireLease();
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
                items.add(CarriedOut.of(step, carryOut(plan.server(), step, asker)));
            }
        }
        return items;
    }

    private StepState carryOut(ServerName server, Step step, Asker asker) throws IOException {
        StepRecord record = log.prepare(server, step, asker, now());
        putMarker(record);
        StepState marked = log.mark(record, now());
        StepState ended = marked == StepState.REMOVING ? StepState.DONE : marked;
        end(record, ended);
        LOG.infof(
                "snapshotId=%s server=%s retention from=%s to=%s outcome=%s",
                step.snapshotId(), server, step.from().word(), step.to().word(), ended.word());
        return ended;
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
        Detail left = how == StepState.DONE ? record.step().to() : record.step().from();
        SnapshotLocation location = record.location();
        if (how == StepState.DONE) {
            forget.accept(record.step().snapshotId());
        }
        if (left == Detail.GONE) {
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
        Optional<StoredName> name = Reduced.marker(step.to());
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
