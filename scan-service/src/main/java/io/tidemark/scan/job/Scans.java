package io.tidemark.scan.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.scan.publish.Delivery;
import io.tidemark.scan.publish.SnapshotSpool;
import io.tidemark.scan.snapshot.DurableFiles;
import io.tidemark.scan.snapshot.Recorder;
import io.tidemark.scan.snapshot.SnapshotIds;
import io.tidemark.scan.throttle.Machine;
import io.tidemark.scan.throttle.PolicyJson;
import io.tidemark.scan.throttle.ScanPolicy;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All scans of this agent. Every call may come from any thread; those that change something touch the disk.
public final class Scans {

    private static final ProblemCode OTHER_ROOT =
            new ProblemCode("scan-id-taken", 409, "A scan with this id has another root");
    private static final ProblemCode ENDED = new ProblemCode("scan-ended", 409, "The scan is not active any more");
    private static final ProblemCode NOT_BEGUN = new ProblemCode("scan-queued", 409, "The scan has not begun");
    private static final ProblemCode BEGUN = new ProblemCode("scan-begun", 409, "The scan has begun");
    private static final ProblemCode QUEUE_FULL = new ProblemCode("scan-queue-full", 429, "Too many scans wait");

    private static final System.Logger LOG = System.getLogger(Scans.class.getName());

    /// After so many ends of the agent during one scan, it is the scan that ends it.
    private static final int MOST_DEATHS = 10;

    private final ScanSettings settings;
    private final Recorder recorder;
    private final ScanEvents events;
    private final SnapshotIds ids;
    private final RootCheck roots;
    private final ScanBook book;
    private final ScanQueue queue;
    private final ScanRun.Parts parts;
    private final Map<UUID, ScanRun> runs = new ConcurrentHashMap<>();
    private volatile ScanPolicy defaultPolicy = ScanPolicy.DEFAULT;

    /// Takes up the state folder where the last run left it: what was under way or waited goes on, what was sealed goes
    /// on to history.
    ///
    /// @throws IOException when the state folder cannot be used
    public Scans(ScanSettings settings, Recorder recorder, Machine machine, SnapshotSpool spool, ScanEvents events)
            throws IOException {
        this.settings = settings;
        this.recorder = recorder;
        this.events = events;
        this.ids = new SnapshotIds(recorder.clock());
        this.roots = new RootCheck(recorder.kernel(), recorder.volumes());
        this.book = new ScanBook(new JobFiles(settings.state()), settings.remembered());
        this.queue = new ScanQueue(settings.queued(), this::startThread);
        this.parts = new ScanRun.Parts(
                book, recorder, machine, spool, settings.state().resolve("running"));
        recover();
    }

    private void recover() throws IOException {
        Files.createDirectories(parts.running());
        List<ScanJob> active = book.all().reversed().stream()
                .filter(job -> job.state().isActive())
                .toList();
        discardOthers(active);
        active.forEach(this::recover);
    }

    /// What no scan will go on with takes only room.
    private void discardOthers(List<ScanJob> active) throws IOException {
        Set<String> wanted = active.stream().map(job -> job.id().toString()).collect(Collectors.toSet());
        try (Stream<Path> folders = Files.list(parts.running())) {
            for (Path folder : folders.toList()) {
                if (!wanted.contains(folder.getFileName().toString())) {
                    DurableFiles.delete(folder);
                }
            }
        }
    }

    private void recover(ScanJob job) {
        // The snapshot is moved into the spool before the job says so: a crash may fall in between.
        if (job.state() == JobState.SEALING && parts.spool().holds(job.id())) {
            book.update(job.id(), sealing -> sealing.sealed(now()));
            return;
        }
        ScanJob again = book.update(job.id(), ScanJob::again);
        if (again.deaths() > MOST_DEATHS) {
            giveUp(again);
            return;
        }
        try {
            RootCheck.Checked checked = roots.check(job.root());
            runs.put(job.id(), new ScanRun(parts, job.id(), checked, job.state() == JobState.PAUSED));
            queue.add(job.id(), checked.volume().deviceNumber());
        } catch (ProblemException e) {
            book.update(job.id(), gone -> gone.fail(now(), "cannot go on: " + e.detail()));
        }
    }

    private void giveUp(ScanJob job) {
        String reason = "given up: the agent ended " + job.deaths() + " times during this scan, and must not once more";
        LOG.log(System.Logger.Level.ERROR, "scanId={0} {1}", job.id(), reason);
        try {
            DurableFiles.delete(parts.running().resolve(job.id().toString()));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "scanId=" + job.id() + " cannot be tidied up", e);
        }
        book.update(job.id(), dead -> dead.fail(now(), reason));
    }

    /// Lets another policy hold, as far as scans do not ask for something else: at once for those that wait or are
    /// under way, which go on to take what they took of a tree when they began, and for all that begin later. To be
    /// called again and again, for a scan may begin at the very moment.
    public void defaultPolicy(ScanPolicy policy) {
        boolean isNew = !policy.equals(defaultPolicy);
        defaultPolicy = policy;
        for (ScanJob job : book.all()) {
            if (takesPolicies(job)) {
                follow(job, policy, isNew);
            }
        }
    }

    private void follow(ScanJob job, ScanPolicy agents, boolean isNew) {
        if (isNew
                && job.hasBegun()
                && !PolicyJson.with(agents, job.policy(), job.own()).takesTheSame(job.policy())) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "scanId={0} has begun, so what the new policy says of {1} holds for later scans only",
                    job.id(),
                    ScanPolicy.OF_THE_TREE);
        }
        if (!job.follow(agents).policy().equals(job.policy())) {
            adopt(job.id(), agents);
        }
    }

    private void adopt(UUID id, ScanPolicy agents) {
        try {
            ScanJob adopted = book.update(id, job -> {
                if (!takesPolicies(job)) {
                    return job;
                }
                ScanJob next = job.follow(agents);
                runOf(id).ifPresent(run -> run.change(next.policy()));
                return next;
            });
            LOG.log(System.Logger.Level.INFO, "scanId={0} goes on under {1}", id, PolicyJson.tree(adopted.policy()));
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "scanId=" + id + " has a new policy, which cannot be written down", e);
        }
    }

    private static boolean takesPolicies(ScanJob job) {
        return job.state() == JobState.QUEUED || job.state().isWalking();
    }

    /// Says that the agent is about to end in good order: what its scans did not finish will go on, and does not count
    /// against them.
    public void stopping() {
        for (ScanJob job : book.all()) {
            if (job.state().isActive()) {
                book.update(job.id(), ScanJob::tell);
            }
        }
    }

    /// Begins a scan, now or when its volume is free. Asking twice with one id begins one scan.
    ///
    /// @param id chosen by the caller, or null
    /// @param policy fields that differ from the default policy, or null
    /// @throws ProblemException 422 for a root, id or policy that cannot be, 409 for an id in use, 429 when too
    /// many wait, 503 when there is no room for another snapshot
    public ScanJob submit(@Nullable UUID id, String root, @Nullable JsonNode policy) {
        UUID chosen = id == null ? ids.next() : checkId(id);
        Optional<ScanJob> present = book.find(chosen);
        if (present.isPresent()) {
            return sameRoot(present.get(), root);
        }
        ScanPolicy own = policy == null ? defaultPolicy : PolicyJson.change(defaultPolicy, policy);
        RootCheck.Checked checked = roots.check(root);
        if (queue.isFull()) {
            throw new ProblemException(QUEUE_FULL, "Try again when one of the scans that wait has begun")
                    .retryAfter(Duration.ofSeconds(30));
        }
        parts.spool().requireRoom();
        ScanJob job = ScanJob.queued(chosen, settings.server(), checked.path().toString(), own, now())
                .asking(policy == null ? List.of() : names(policy));
        if (!book.add(job)) {
            return sameRoot(find(chosen), root);
        }
        runs.put(chosen, new ScanRun(parts, chosen, checked, false));
        queue.add(chosen, checked.volume().deviceNumber());
        return find(chosen);
    }

    private static List<String> names(JsonNode fields) {
        return List.copyOf(fields.propertyStream().map(Map.Entry::getKey).toList());
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
        return known(id)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "This agent remembers no scan " + id));
    }

    /// The same, where there is one.
    public Optional<ScanJob> known(UUID id) {
        return book.find(id).map(this::current);
    }

    /// Jobs this agent remembers whose id sorts before `id`, newest first.
    public List<ScanJob> before(String id, int limit) {
        return book.before(id, limit).stream().map(this::current).toList();
    }

    /// The scans that are still to be done or under way.
    public List<ScanJob> active() {
        return book.all().stream()
                .filter(job -> job.state().isActive())
                .map(this::current)
                .toList();
    }

    private ScanJob current(ScanJob job) {
        ScanRun run = runs.get(job.id());
        return run == null ? job : run.current(job);
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
            runs.remove(id);
            return book.update(id, waiting -> waiting.cancel(now()));
        }
        ScanRun run = runs.get(id);
        if (run == null || job.state() == JobState.SEALING) {
            throw ended(job);
        }
        run.cancel();
        return job;
    }

    /// Lets a running scan wait until it is resumed; its volume stays taken.
    ///
    /// @throws ProblemException 404, or 409 when it does not run
    public ScanJob pause(UUID id) {
        return update(id, JobState.PAUSED, ScanJob::pause);
    }

    /// Lets a paused scan go on.
    ///
    /// @throws ProblemException 404, or 409 when it does not run
    public ScanJob resume(UUID id) {
        return update(id, JobState.RUNNING, ScanJob::resume);
    }

    private ScanJob update(UUID id, JobState target, UnaryOperator<ScanJob> step) {
        find(id);
        book.update(id, job -> {
            ScanJob next = walking(job).state() == target ? job : step.apply(job);
            runOf(id).ifPresent(run -> run.pause(target == JobState.PAUSED));
            return next;
        });
        return find(id);
    }

    private static ScanJob walking(ScanJob job) {
        if (job.state() == JobState.QUEUED) {
            throw new ProblemException(NOT_BEGUN, "Scan " + job.id() + " waits for its turn; it can be cancelled");
        }
        if (!job.state().isWalking()) {
            throw ended(job);
        }
        return job;
    }

    private Optional<ScanRun> runOf(UUID id) {
        return Optional.ofNullable(runs.get(id));
    }

    /// Lets another policy hold for one scan, at once.
    ///
    /// @param changes any subset of a policy's fields; the others stay as they are
    /// @throws ProblemException 404, 422 for fields that are wrong, 409 when it ended, or when it has begun and is
    /// to take something else of the tree
    public ScanPolicy change(UUID id, JsonNode changes) {
        find(id);
        return book.update(id, job -> {
                    ScanPolicy policy = checked(job, PolicyJson.change(job.policy(), changes));
                    runOf(id).ifPresent(run -> run.change(policy));
                    return job.under(policy).asking(names(changes));
                })
                .policy();
    }

    private static ScanPolicy checked(ScanJob job, ScanPolicy policy) {
        if (!takesPolicies(job)) {
            throw ended(job);
        }
        if (job.hasBegun() && !policy.takesTheSame(job.policy())) {
            throw new ProblemException(
                    BEGUN, "exclude, include and oneFilesystem can be changed only while a scan is queued");
        }
        return policy;
    }

    private static ProblemException ended(ScanJob job) {
        return new ProblemException(
                ENDED, "Scan " + job.id() + " is " + job.state().word());
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

    private void startThread(UUID id) {
        Thread.ofPlatform().name("scan-" + id).start(() -> run(id));
    }

    private void run(UUID id) {
        ScanRun run = runs.get(id);
        if (run == null) {
            return;
        }
        try {
            run.run();
        } finally {
            runs.remove(id);
            queue.free(run.volume());
            events.ended(find(id), run.errors());
        }
    }

    private Instant now() {
        return recorder.clock().instant();
    }
}
