package io.tidemark.launcher.bench;

import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.process.Pause;
import io.tidemark.launcher.scan.Job;
import io.tidemark.launcher.scan.JobState;
import io.tidemark.launcher.scan.Progress;
import io.tidemark.launcher.scan.ScanRun;
import io.tidemark.launcher.trouble.Trouble;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// Scans of one tree under the agent's own policy, one after the other, from when the first one runs until this is
/// closed.
final class Background implements AutoCloseable {
    private static final long POLL_MILLIS = 500;
    private static final int PATIENCE = 120;

    private final ScanRun scans;
    private final Path root;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Trouble trouble;
    private Job job;
    private long entries;

    /// Comes back when the first scan runs.
    Background(Api api, Path root) {
        this.scans = new ScanRun(api, Progress.untold());
        this.root = root;
        this.job = scans.requestGently(root);
        awaitRunning();
        this.thread = Thread.ofPlatform().daemon().name("scans").start(this::goOn);
    }

    /// What all its scans found; after it was closed.
    long entries() {
        return entries;
    }

    private void awaitRunning() {
        for (int look = 0; look < PATIENCE && job.state() == JobState.QUEUED; look++) {
            Pause.millis(POLL_MILLIS);
            job = scans.look(job.id());
        }
        if (job.state() == JobState.QUEUED) {
            throw new Trouble("The scan of " + root + " does not begin");
        }
    }

    private void goOn() {
        try {
            while (!closed) {
                Pause.millis(POLL_MILLIS);
                job = scans.look(job.id());
                if (!job.state().isActive()) {
                    entries += finished().entries();
                    job = scans.requestGently(root);
                }
            }
        } catch (Trouble e) {
            trouble = e;
        }
    }

    private Job finished() {
        if (job.state() == JobState.FAILED || job.state() == JobState.CANCELLED) {
            throw new Trouble("The scan of " + root + " is " + job.state() + ": " + job.error());
        }
        return job;
    }

    /// Gives the last scan up.
    ///
    /// @throws Trouble where one of them failed
    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted", e);
        }
        Trouble met = trouble;
        if (met != null) {
            throw met;
        }
        job = scans.look(job.id());
        entries += job.entries();
        if (job.state().isActive()) {
            scans.cancel(job);
        }
    }
}
