package io.tidemark.scan.job;

import io.tidemark.scan.publish.SnapshotSpool;
import io.tidemark.scan.snapshot.DurableFiles;
import io.tidemark.scan.snapshot.Recorder;
import io.tidemark.scan.snapshot.Recording;
import io.tidemark.scan.snapshot.SnapshotFolder;
import io.tidemark.scan.snapshot.SnapshotSpec;
import io.tidemark.scan.throttle.DurationExceeded;
import io.tidemark.scan.throttle.Machine;
import io.tidemark.scan.throttle.ScanPolicy;
import io.tidemark.scan.throttle.Throttle;
import io.tidemark.scan.volume.OtherRoot;
import io.tidemark.scan.walk.ErrorKind;
import io.tidemark.scan.walk.WalkAborted;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

/// One scan from its place in the queue to its end. {@link #run} is called once; the rest by any thread at any time.
final class ScanRun {

    private static final System.Logger LOG = System.getLogger(ScanRun.class.getName());

    private final Parts parts;
    private final UUID id;
    private final RootCheck.Checked root;
    private final Path folder;
    private final boolean paused;
    private volatile @Nullable Throttle throttle;
    private volatile @Nullable Recording recording;
    private volatile boolean cancelled;

    /// What all runs share.
    ///
    /// @param running folder of the snapshots that are being written
    record Parts(ScanBook book, Recorder recorder, Machine machine, SnapshotSpool spool, Path running) {}

    /// @param paused whether it was paused when the agent stopped, and shall be so again
    ScanRun(Parts parts, UUID id, RootCheck.Checked root, boolean paused) {
        this.parts = parts;
        this.paused = paused;
        this.id = id;
        this.root = root;
        this.folder = parts.running().resolve(id.toString());
    }

    UUID id() {
        return id;
    }

    String volume() {
        return root.volume().deviceNumber();
    }

    /// Walks, seals, and puts the snapshot into the spool; however it ends, the job says so.
    void run() {
        Throttle own = new Throttle(parts.machine(), policy(), volume());
        throttle = own;
        // It may have been changed before it could be told.
        own.change(policy());
        try {
            record(own);
        } catch (CancellationException e) {
            end(job -> job.cancel(now()));
        } catch (IOException | RuntimeException e) {
            Throwable cause = e instanceof WalkAborted && e.getCause() != null ? e.getCause() : e;
            if (cause instanceof DurationExceeded) {
                LOG.log(System.Logger.Level.WARNING, "scanId={0} ended: {1}", id, cause.getMessage());
            } else {
                LOG.log(System.Logger.Level.ERROR, "scanId=" + id + " failed", e);
            }
            end(job -> job.fail(now(), String.valueOf(cause.getMessage())));
        } finally {
            own.end();
        }
    }

    private ScanPolicy policy() {
        return parts.book().find(id).orElseThrow().policy();
    }

    private void record(Throttle own) throws IOException {
        // What an earlier run of the agent began is finished, for giving it up would lose what it has found already.
        if (!Files.exists(folder)) {
            parts.spool().requireRoom();
        }
        Files.createDirectories(folder);
        ScanJob job = parts.book().update(id, waiting -> waiting.start(now()));
        if (!SnapshotFolder.isSealed(folder)) {
            record(job, own);
        } else {
            // The agent stopped between the manifest and the spool.
            SnapshotFolder.tidy(folder);
            parts.book().update(id, ScanJob::seal);
        }
        parts.spool().add(id, folder);
        handedOver();
    }

    private void record(ScanJob job, Throttle own) throws IOException {
        Recording started =
                parts.recorder().prepare(new SnapshotSpec(id, job.server(), root.path(), now()), folder, own);
        recording = started;
        if (cancelled) {
            started.cancel();
        }
        if (paused) {
            own.pause(true);
            parts.book().update(id, ScanJob::pause);
        }
        started.walk();
        own.end();
        parts.book().update(id, walked -> current(walked).seal());
        started.seal(others(job.root()));
    }

    /// What other roots held when they were last scanned, as far as it is remembered.
    private List<OtherRoot> others(String own) {
        Map<String, OtherRoot> newest = new TreeMap<>();
        for (ScanJob job : parts.book().all()) {
            Instant at = job.finishedAt();
            boolean sealed = job.state() == JobState.SEALED || job.state() == JobState.DELIVERED;
            if (sealed && at != null && !job.root().equals(own)) {
                newest.putIfAbsent(
                        job.root(), new OtherRoot(job.root(), job.progress().allocatedBytes(), at));
            }
        }
        return List.copyOf(newest.values());
    }

    /// From here on the snapshot will be delivered, whether that can be written down or not.
    private void handedOver() {
        try {
            parts.book().update(id, sealing -> sealing.sealed(now()));
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.ERROR, "scanId=" + id + " is sealed, which cannot be written down", e);
        }
    }

    /// Makes room first: the disk may be full, and then nothing can be written down before.
    private void end(UnaryOperator<ScanJob> step) {
        try {
            DurableFiles.delete(folder);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "scanId=" + id + " cannot be tidied up", e);
        }
        try {
            parts.book().update(id, job -> step.apply(current(job)));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "scanId=" + id + " ended, which cannot be written down", e);
        }
    }

    /// Ends it early; it may go on for a moment.
    void cancel() {
        cancelled = true;
        Recording running = recording;
        if (running != null) {
            running.cancel();
        }
    }

    void pause(boolean paused) {
        Throttle own = throttle;
        if (own != null) {
            own.pause(paused);
        }
    }

    void change(ScanPolicy policy) {
        Throttle own = throttle;
        if (own != null) {
            own.change(policy);
        }
    }

    /// The job as it is right now.
    ScanJob current(ScanJob job) {
        Throttle own = throttle;
        Recording running = recording;
        return own == null || running == null || !job.state().isWalking()
                ? job
                : job.at(
                        Progress.of(running.counts(), elapsed(job)),
                        running.cost(),
                        own.waiting().orElse(null));
    }

    private Duration elapsed(ScanJob job) {
        Instant started = job.startedAt();
        return started == null ? Duration.ZERO : Duration.between(started, now());
    }

    /// What its walk met so far.
    List<ErrorKind> errors() {
        Recording running = recording;
        return running == null ? List.of() : running.errors();
    }

    private Instant now() {
        return parts.recorder().clock().instant();
    }
}
