package io.tidemark.scan.snapshot;

import io.tidemark.scan.selection.Scope;
import io.tidemark.scan.throttle.PolicyJson;
import io.tidemark.scan.throttle.Throttle;
import io.tidemark.scan.volume.Capacity;
import io.tidemark.scan.volume.OtherRoot;
import io.tidemark.scan.walk.Accounts;
import io.tidemark.scan.walk.Counts;
import io.tidemark.scan.walk.ErrorKind;
import io.tidemark.scan.walk.Walk;
import io.tidemark.scan.walk.WalkAborted;
import io.tidemark.scan.walk.WalkRequest;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/// One walk on its way into one snapshot folder. {@link #walk} and {@link #seal} run once, in this order; the rest
/// may be called by any thread at any time.
public final class Recording {

    private final Recorder recorder;
    private final SnapshotSpec spec;
    private final Path folder;
    private final Throttle throttle;
    private volatile @Nullable Walk walk;
    private volatile boolean cancelled;
    private @Nullable WrittenTables tables;
    private @Nullable Surroundings surroundings;

    Recording(Recorder recorder, SnapshotSpec spec, Path folder, Throttle throttle) {
        this.recorder = recorder;
        this.spec = spec;
        this.folder = folder;
        this.throttle = throttle;
    }

    /// Walks the root and writes its tables.
    ///
    /// @throws IOException when the root cannot be opened or the tables cannot be written
    /// @throws CancellationException when it was cancelled
    public void walk() throws IOException {
        Scope scope = throttle.policy().scope();
        Surroundings around = new Surroundings(recorder.volumes(), spec, scope);
        surroundings = around;
        try (TableWriter writer = new TableWriter(recorder.limits(), folder)) {
            Walk started = new Walk(
                    new WalkRequest(
                            spec.root(),
                            recorder.threads(),
                            recorder.descriptors(),
                            scope.selection(),
                            around.boundaries(),
                            throttle),
                    recorder.kernel(),
                    Accounts.read(recorder.passwd(), recorder.group()),
                    walker -> writer.entries(),
                    walker -> writer.directories());
            walk = started;
            if (cancelled) {
                started.cancel();
            }
            started.run();
            tables = writer.finish();
        } catch (WalkAborted e) {
            if (e.getCause() instanceof UncheckedIOException cause) {
                throw TableWriter.failure(Objects.requireNonNull(cause.getCause()));
            }
            throw e;
        }
    }

    /// Describes what was written and puts the manifest beside it. Everything is durable when this returns.
    ///
    /// @param others what earlier scans counted of other roots, the newest of each
    /// @throws IOException when the files cannot be read again or made durable
    public Manifest seal(List<OtherRoot> others) throws IOException {
        Walk walked = walk;
        if (tables == null || surroundings == null || walked == null) {
            throw new IllegalStateException("nothing was walked");
        }
        Counts counts = counts();
        Capacity end = surroundings.end();
        Manifest manifest = new Manifest(
                Manifest.FORMAT,
                spec.id(),
                spec.server(),
                spec.root().toString(),
                surroundings.volume(end),
                throttle.policy(),
                PolicyJson.hash(throttle.policy()),
                spec.startedAt(),
                recorder.clock().instant(),
                recorder.agentVersion(),
                Manifest.Sums.of(counts),
                errors(),
                counts.coverage(),
                surroundings.lastAccess(walked.accessTimes()),
                surroundings.mounts(),
                surroundings.reconciliation(counts, end, others),
                null,
                throttle.cost(),
                tables.describe());
        SnapshotFolder.seal(folder, manifest);
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

    /// What went wrong so far.
    public List<ErrorKind> errors() {
        Walk running = walk;
        return running == null ? List.of() : running.errors();
    }
}
