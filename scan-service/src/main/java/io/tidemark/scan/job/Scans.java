package io.tidemark.scan.job;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.scan.publish.Delivery;
import io.tidemark.scan.publish.SnapshotSpool;
import io.tidemark.scan.snapshot.DurableFiles;
import io.tidemark.scan.snapshot.Recorder;
import io.tidemark.scan.snapshot.Recording;
import io.tidemark.scan.snapshot.SnapshotIds;
import io.tidemark.scan.snapshot.SnapshotSpec;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// Runs scans. Every call may come from any thread; those that change something touch the disk.
public final class Scans {

    private static final System.Logger LOG = System.getLogger(Scans.class.getName());
    private static final ProblemCode OTHER_ROOT =
            new ProblemCode("scan-id-taken", 409, "A scan with this id has another root");
    private static final ProblemCode ENDED = new ProblemCode("scan-ended", 409, "The scan is not active any more");
    private static final ProblemCode QUEUE_FULL = new ProblemCode("scan-queue-full", 429, "Too many scans wait");

    private final ScanSettings settings;
    private final Recorder recorder;
    private final SnapshotSpool spool;
    private final ScanEvents events;
    private final SnapshotIds ids;
    private final RootCheck roots;
    private final ScanBook book;
    private final ScanQueue queue;
    private final Path running;
    private final Map<UUID, RootCheck.Checked> checked = new ConcurrentHashMap<>();
    private final Map<UUID, Recording> recordings = new ConcurrentHashMap<>();

    /// Takes up the state folder where the last run left it: what was under way then is failed now, what was sealed
    /// goes
    /// on to history.
    ///
    /// @throws IOException when the state folder cannot be used
    public Scans(ScanSettings settings, Recorder recorder, SnapshotSpool spool, ScanEvents events) throws IOException {
        this.settings = settings;
        this.recorder = recorder;
        this.spool = spool;
        this.events = events;
        this.ids = new SnapshotIds(recorder.clock());
        this.roots = new RootCheck(recorder.kernel(), recorder.volumes());
        this.running = settings.state().resolve("running");
        this.book = new ScanBook(new JobFiles(settings.state()), settings.remembered());
        this.queue = new ScanQueue(settings.queued(), this::startThread);
        recover();
    }

    private void recover() throws IOException {
        DurableFiles.delete(running);
        Files.createDirectories(running);
        for (ScanJob job : book.all()) {
            if (job.state().isActive()) {
                book.update(job.id(), this::recovered);
            }
        }
    }

    private ScanJob recovered(ScanJob job) {
        // The snapshot is moved into the spool before the job says so: a crash may fall in between.
        return job.state() == JobState.SEALING && spool.holds(job.id())
                ? job.sealed(recorder.clock().instant())
                : job.fail(recorder.clock().instant(), "the agent stopped during the scan", job.progress());
    }

    /// Begins a scan, now or when its volume is free. Asking twice with one id begins one scan.
    ///
    /// @param id chosen by the caller, or null
    /// @throws ProblemException 422 for a root or id that cannot be, 409 for an id in use, 429 when too many wait
    public ScanJob submit(@Nullable UUID id, String root) {
        UUID chosen = id == null ? ids.next() : checkId(id);
        Optional<ScanJob> present = book.find(chosen);
        if (present.isPresent()) {
            return sameRoot(present.get(), root);
        }
        RootCheck.Checked checkedRoot = roots.check(root);
        if (queue.isFull()) {
            throw new ProblemException(QUEUE_FULL, "Try again when one of the scans that wait has begun")
                    .retryAfter(Duration.ofSeconds(30));
        }
        ScanJob job = ScanJob.queued(
                chosen,
                settings.server(),
                checkedRoot.path().toString(),
                recorder.clock().instant());
        if (!book.add(job)) {
            return sameRoot(find(chosen), root);
        }
        checked.put(chosen, checkedRoot);
        queue.add(chosen, checkedRoot.volume().deviceNumber());
        return find(chosen);
    }

    private static UUID checkId(UUID id) {
        try {
            return SnapshotIds.check(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.field("id", String.valueOf(e.getMessage()));
        }
    }

    private static ScanJob sameRoot(ScanJob job, String root) {
        if (!RootCheck.normal(root).toString().equals(job.root())) {
            throw new ProblemException(OTHER_ROOT, "Scan " + job.id() + " is of " + job.root());
        }
        return job;
    }

    /// The job as it is right now.
    ///
    /// @throws ProblemException 404 when there is none with this id
    public ScanJob find(UUID id) {
        return book.find(id)
                .map(this::withProgress)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "This agent remembers no scan " + id));
    }

    /// Jobs this agent remembers whose id sorts before `id`, newest first.
    public List<ScanJob> before(String id, int limit) {
        return book.before(id, limit).stream().map(this::withProgress).toList();
    }

    /// Ends a scan early; what it found so far is discarded. The job may be active a moment longer.
    ///
    /// @throws ProblemException 404, or 409 when it ended already
    public ScanJob cancel(UUID id) {
        ScanJob job = find(id);
        if (job.state() == JobState.CANCELLED) {
            return job;
        }
        if (queue.remove(id)) {
            checked.remove(id);
            return book.update(id, waiting -> waiting.cancel(recorder.clock().instant(), Progress.NONE));
        }
        Recording recording = recordings.get(id);
        if (recording == null || job.state() != JobState.RUNNING) {
            throw new ProblemException(
                    ENDED, "Scan " + id + " is " + job.state().word());
        }
        recording.cancel();
        return job;
    }

    /// Notes what became of a snapshot. One that no job tells of any more is no matter.
    public void delivered(Delivery delivery) {
        if (book.find(delivery.snapshotId()).isPresent()) {
            book.update(delivery.snapshotId(), job -> switch (delivery) {
                case Delivery.Delivered delivered -> job.deliver();
                case Delivery.Refused refused -> job.refuse(refused.problem());
            });
        }
    }

    private ScanJob withProgress(ScanJob job) {
        Recording recording = recordings.get(job.id());
        return recording == null || job.state() != JobState.RUNNING ? job : job.at(progress(job, recording));
    }

    private Progress progress(ScanJob job, Recording recording) {
        Duration elapsed = job.startedAt() == null
                ? Duration.ZERO
                : Duration.between(job.startedAt(), recorder.clock().instant());
        return Progress.of(recording.counts(), elapsed);
    }

    private void startThread(UUID id) {
        Thread.ofPlatform().name("scan-" + id).start(() -> run(id));
    }

    private void run(UUID id) {
        RootCheck.Checked root = checked.get(id);
        if (root == null) {
            return;
        }
        try {
            record(id, root.path());
        } finally {
            Recording recording = recordings.remove(id);
            checked.remove(id);
            queue.free(root.volume().deviceNumber());
            events.ended(find(id), recording == null ? List.of() : recording.errors());
        }
    }

    private void record(UUID id, Path root) {
        Path folder = running.resolve(id.toString());
        try {
            Files.createDirectories(folder);
            ScanJob job =
                    book.update(id, waiting -> waiting.start(recorder.clock().instant()));
            Recording recording = recorder.prepare(
                    new SnapshotSpec(
                            id, settings.server(), root, recorder.clock().instant()),
                    folder);
            recordings.put(id, recording);
            recording.walk();
            book.update(id, walked -> walked.seal(progress(job, recording)));
            recording.seal();
            spool.add(id, folder);
            book.update(id, sealing -> sealing.sealed(recorder.clock().instant()));
        } catch (CancellationException e) {
            end(id, folder, job -> job.cancel(recorder.clock().instant(), reached(job)));
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "scanId=" + id + " failed", e);
            end(id, folder, job -> job.fail(recorder.clock().instant(), String.valueOf(e.getMessage()), reached(job)));
        }
    }

    private Progress reached(ScanJob job) {
        Recording recording = recordings.get(job.id());
        return recording == null ? job.progress() : progress(job, recording);
    }

    private void end(UUID id, Path folder, UnaryOperator<ScanJob> step) {
        try {
            book.update(id, step);
            DurableFiles.delete(folder);
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "scanId=" + id + " cannot be tidied up", e);
        }
    }
}
