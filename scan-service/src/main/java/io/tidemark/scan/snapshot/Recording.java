package io.tidemark.scan.snapshot;

import com.fasterxml.jackson.core.JacksonException;
import io.tidemark.scan.selection.Scope;
import io.tidemark.scan.throttle.Cost;
import io.tidemark.scan.throttle.PolicyJson;
import io.tidemark.scan.throttle.Throttle;
import io.tidemark.scan.throttle.Walked;
import io.tidemark.scan.volume.Capacity;
import io.tidemark.scan.volume.OtherRoot;
import io.tidemark.scan.walk.Accounts;
import io.tidemark.scan.walk.Counts;
import io.tidemark.scan.walk.ErrorKind;
import io.tidemark.scan.walk.StaleCheckpoint;
import io.tidemark.scan.walk.Walk;
import io.tidemark.scan.walk.WalkAborted;
import io.tidemark.scan.walk.WalkRequest;
import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/// One walk on its way into one snapshot folder. {@link #walk} and {@link #seal} run once, in this order; the rest
/// may be called by any thread at any time.
public final class Recording {

    private static final System.Logger LOG = System.getLogger(Recording.class.getName());

    private final Recorder recorder;
    private final SnapshotSpec spec;
    private final Path folder;
    private final Throttle throttle;
    private volatile @Nullable Walk walk;
    private volatile boolean cancelled;
    private @Nullable WrittenTables tables;
    private @Nullable Surroundings surroundings;
    private volatile @Nullable CheckpointHead head;
    /// Of runs that this one does not go on with.
    private @Nullable Cost lost;

    Recording(Recorder recorder, SnapshotSpec spec, Path folder, Throttle throttle) {
        this.recorder = recorder;
        this.spec = spec;
        this.folder = folder;
        this.throttle = throttle;
    }

    /// Walks the root and writes its tables; goes on from the checkpoint that an earlier run left in the folder, if
    /// there is one that fits.
    ///
    /// @throws IOException when the root cannot be opened or the tables cannot be written
    /// @throws CancellationException when it was cancelled
    public void walk() throws IOException {
        Scope scope = throttle.policy().scope();
        Surroundings around = new Surroundings(recorder.volumes(), spec, scope);
        surroundings = around;
        if (!CheckpointFile.isIn(folder) || !resume(around)) {
            begin(new Surroundings(recorder.volumes(), spec, scope));
        }
    }

    /// False where the checkpoint is of no use.
    private boolean resume(Surroundings around) throws IOException {
        try (CheckpointFile.Opened saved = CheckpointFile.open(folder)) {
            lost = saved.head().id().equals(spec.id()) ? saved.head().cost() : null;
            checkFits(saved.head());
            head = saved.head().again();
            try (TableWriter writer = TableWriter.resume(recorder.limits(), folder, saved.body())) {
                around.read(saved.head().start(), saved.body());
                Walk resumed = newWalk(writer, around);
                resumed.restore(saved.body());
                resumeDuration(saved.head());
                run(resumed, writer, around);
                return true;
            }
        } catch (StaleCheckpoint | EOFException | NoSuchFileException | JacksonException e) {
            LOG.log(System.Logger.Level.WARNING, "snapshotId={0} begins anew: {1}", spec.id(), e.getMessage());
            return false;
        }
    }

    private void resumeDuration(CheckpointHead saved) {
        Walked before = saved.walked();
        if (before != null) {
            throttle.resume(before);
        }
    }

    private void checkFits(CheckpointHead saved) throws StaleCheckpoint {
        if (!saved.isOf(spec, recorder.agentVersion())) {
            throw new StaleCheckpoint("the checkpoint is of another scan or of agent " + saved.agentVersion());
        }
        Duration age = Duration.between(saved.startedAt(), recorder.clock().instant());
        if (age.compareTo(recorder.limits().resumeLimit()) > 0) {
            throw new StaleCheckpoint("it began " + age + " ago");
        }
    }

    private void begin(Surroundings around) throws IOException {
        surroundings = around;
        head = CheckpointHead.of(spec, recorder.agentVersion(), around.start(), lost);
        try (TableWriter writer = TableWriter.create(recorder.limits(), folder)) {
            run(newWalk(writer, around), writer, around);
        }
    }

    private Walk newWalk(TableWriter writer, Surroundings around) throws IOException {
        return new Walk(
                new WalkRequest(
                        spec.root(),
                        recorder.threads(),
                        recorder.descriptors(),
                        throttle.policy().scope().selection(),
                        around.boundaries(),
                        throttle),
                recorder.kernel(),
                Accounts.read(recorder.passwd(), recorder.group()),
                walker -> writer.entries(),
                walker -> writer.directories());
    }

    private void run(Walk started, TableWriter writer, Surroundings around) throws IOException {
        walk = started;
        if (cancelled) {
            started.cancel();
        }
        try {
            started.run(
                    new RegularCheckpoints(folder, head(), recorder.limits().checkpointInterval(), throttle, out -> {
                        writer.save(out);
                        around.write(out);
                    }));
        } catch (WalkAborted e) {
            if (e.getCause() instanceof UncheckedIOException cause) {
                throw TableWriter.failure(Objects.requireNonNull(cause.getCause()));
            }
            throw e;
        }
        tables = writer.finish();
    }

    private CheckpointHead head() {
        return Objects.requireNonNull(head, "nothing was walked");
    }

    /// Describes what was written and puts the manifest beside it. Everything is durable when this returns.
    ///
    /// @param others what earlier scans counted of other roots, the newest of each
    /// @throws IOException when the files cannot be read again or made durable
    public Manifest seal(List<OtherRoot> others) throws IOException {
        WrittenTables written = Objects.requireNonNull(tables, "nothing was walked");
        Surroundings around = Objects.requireNonNull(surroundings, "nothing was walked");
        Walk walked = Objects.requireNonNull(walk, "nothing was walked");
        Counts counts = counts();
        Capacity end = around.end();
        Manifest manifest = new Manifest(
                Manifest.FORMAT,
                spec.id(),
                spec.server(),
                spec.root().toString(),
                around.volume(end),
                throttle.policy(),
                PolicyJson.hash(throttle.policy()),
                head().startedAt(),
                recorder.clock().instant(),
                recorder.agentVersion(),
                Manifest.Sums.of(counts),
                errors(),
                counts.coverage(),
                around.lastAccess(walked.accessTimes()),
                walked.noAccessTime(),
                around.mounts(),
                around.reconciliation(counts, end, others),
                null,
                cost(),
                head().resumed(),
                written.describe());
        SnapshotFolder.seal(folder, manifest);
        CheckpointFile.delete(folder);
        return manifest;
    }

    /// Ends the walk early.
    public void cancel() {
        cancelled = true;
        Walk running = walk;
        if (running != null) {
            running.cancel();
        }
    }

    /// What was seen so far.
    public Counts counts() {
        Walk running = walk;
        return running == null ? Counts.NONE : running.counts();
    }

    /// What it cost so far, with the runs before this one as far as their checkpoints knew.
    public Cost cost() {
        CheckpointHead begun = head;
        return begun == null ? throttle.cost() : begun.total(throttle.cost());
    }

    /// What went wrong so far.
    public List<ErrorKind> errors() {
        Walk running = walk;
        return running == null ? List.of() : running.errors();
    }
}
