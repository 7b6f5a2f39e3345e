package io.tidemark.scan.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.scan.publish.Delivery;
import io.tidemark.scan.publish.SnapshotSpool;
import io.tidemark.scan.publish.SpoolLimits;
import io.tidemark.scan.snapshot.Recorder;
import io.tidemark.scan.snapshot.SnapshotFolder;
import io.tidemark.scan.snapshot.SnapshotIds;
import io.tidemark.scan.snapshot.WriterLimits;
import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.syscall.Syscalls;
import io.tidemark.scan.throttle.Machine;
import io.tidemark.scan.throttle.Policies;
import io.tidemark.scan.throttle.PolicyJson;
import io.tidemark.scan.throttle.ScanPolicy;
import io.tidemark.scan.throttle.Waiting;
import io.tidemark.scan.volume.Volumes;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScansTest {

    private static final Instant NOW = Instant.parse("2026-11-21T05:00:00Z");
    private static final int QUEUE = 2;
    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");

    @TempDir
    Path temporary;

    private SpoolLimits limits = new SpoolLimits(1 << 20, 10, 0);

    private final BlockingQueue<ScanJob> ended = new LinkedBlockingQueue<>();

    @Test
    void putsTheSealedSnapshotIntoTheSpool() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));

        ScanJob job = scans().submit(ID, root + "//", null);

        assertThat(job.root()).isEqualTo(root.toString());
        assertThat(awaitEnd().state()).isEqualTo(JobState.SEALED);
        assertThat(spool().waiting()).containsExactly(ID);
        assertThat(temporary.resolve("state/running/" + ID)).doesNotExist();
    }

    @Test
    void remembersJobsOverARestart() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));
        scans().submit(ID, root.toString(), null);
        awaitEnd();

        ScanJob job = scans().find(ID);

        assertThat(job.state()).isEqualTo(JobState.SEALED);
        assertThat(job.startedAt()).isEqualTo(NOW);
    }

    @Test
    void notesWhatBecameOfTheSnapshot() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));
        Scans scans = scans();
        scans.submit(ID, root.toString(), null);
        awaitEnd();

        scans.delivered(new Delivery.Refused(ID, "sums differ"));

        assertThat(scans.find(ID).state()).isEqualTo(JobState.SEALED);
        assertThat(scans.find(ID).error()).isEqualTo("sums differ");
        assertThat(scans.find(ID).isFinal()).isTrue();
    }

    @Test
    void cancelsAScanThatRunsAndOneThatWaits() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));
        CountDownLatch release = new CountDownLatch(1);
        Scans scans = scans(() -> holdWalkers(release));
        ScanJob runs = scans.submit(null, root.toString(), null);
        ScanJob waits = scans.submit(null, root.toString(), null);
        awaitState(scans, runs.id(), JobState.RUNNING);

        scans.cancel(waits.id());
        scans.cancel(runs.id());
        release.countDown();

        assertThat(scans.find(waits.id()).state()).isEqualTo(JobState.CANCELLED);
        ScanJob end = awaitEnd();
        assertThat(end.id()).isEqualTo(runs.id());
        assertThat(end.state()).isEqualTo(JobState.CANCELLED);
        assertThat(spool().waiting()).isEmpty();
        assertThat(temporary.resolve("state/running/" + runs.id())).doesNotExist();
    }

    @Test
    void pausesAndResumesAScanThatWalks() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));
        CountDownLatch release = new CountDownLatch(1);
        Scans scans = scans(() -> holdWalkers(release));
        UUID id = scans.submit(null, root.toString(), null).id();
        awaitState(scans, id, JobState.RUNNING);

        ScanJob paused = scans.pause(id);
        release.countDown();

        assertThat(paused.state()).isEqualTo(JobState.PAUSED);
        awaitWaiting(scans, id, Waiting.PAUSED);
        assertThat(scans.resume(id).state()).isEqualTo(JobState.RUNNING);
        ScanJob end = awaitEnd();
        assertThat(end.state()).isEqualTo(JobState.SEALED);
        assertThat(Objects.requireNonNull(end.cost()).pausedSeconds()).isPositive();
        assertThat(end.waiting()).isNull();
    }

    @Test
    void cancelsAPausedScanSoThatTheNextOfItsVolumeBegins() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));
        CountDownLatch release = new CountDownLatch(1);
        Scans scans = scans(() -> holdWalkers(release));
        UUID id = scans.submit(null, root.toString(), null).id();
        UUID next = scans.submit(null, root.toString(), null).id();
        awaitState(scans, id, JobState.RUNNING);
        scans.pause(id);
        release.countDown();
        awaitWaiting(scans, id, Waiting.PAUSED);

        scans.cancel(id);

        assertThat(awaitEnd().state()).isEqualTo(JobState.CANCELLED);
        ScanJob end = awaitEnd();
        assertThat(end.id()).isEqualTo(next);
        assertThat(end.state()).isEqualTo(JobState.SEALED);
    }

    @Test
    void pausesAndResumesOnlyWhatWalks() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));
        CountDownLatch release = new CountDownLatch(1);
        Scans scans = scans(() -> holdWalkers(release));
        UUID runs = scans.submit(null, root.toString(), null).id();
        UUID waits = scans.submit(null, root.toString(), null).id();

        assertProblem("scan-queued", () -> scans.pause(waits));
        assertProblem("scan-queued", () -> scans.resume(waits));
        release.countDown();
        awaitEnd();
        awaitEnd();
        assertProblem("scan-ended", () -> scans.pause(runs));
        assertProblem("scan-ended", () -> scans.change(runs, json("{}")));
        assertProblem("not-found", () -> scans.pause(ID));
    }

    @Test
    void changesThePolicyOfAScanThatWaitsForItsHours() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));
        Scans scans = scans();
        UUID id = scans.submit(null, root.toString(), json(closedNow())).id();
        awaitWaiting(scans, id, Waiting.HOURS);

        ScanPolicy changed = scans.change(id, json("{\"hours\":[]}"));

        assertThat(changed).isEqualTo(Policies.FULL);
        assertThat(awaitEnd().state()).isEqualTo(JobState.SEALED);
    }

    @Test
    void takesTheSameOfATreeFromBeginningToEnd() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));
        Scans scans = scans();
        UUID runs = scans.submit(null, root.toString(), json(closedNow())).id();
        UUID waits = scans.submit(null, root.toString(), null).id();
        awaitWaiting(scans, runs, Waiting.HOURS);

        assertProblem("scan-begun", () -> scans.change(runs, json("{\"exclude\":[\"*.tmp\"]}")));

        assertThat(scans.find(runs).policy().exclude()).isEmpty();
        assertThat(scans.change(waits, json("{\"exclude\":[\"*.tmp\"]}")).exclude())
                .containsExactly("*.tmp");
        scans.cancel(waits);
        scans.cancel(runs);
        awaitEnd();
    }

    @Test
    void letsAChangedPolicyOfTheAgentHoldForAScanThatRunsButForTheFieldsItAskedForItself() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));
        Scans scans = scans();
        scans.defaultPolicy(PolicyJson.change(Policies.FULL, json(closedNow())));
        UUID id = scans.submit(null, root.toString(), json("{\"callsPerSecond\":70}"))
                .id();
        scans.change(id, json("{\"zone\":\"Europe/Berlin\"}"));
        awaitWaiting(scans, id, Waiting.HOURS);

        scans.defaultPolicy(PolicyJson.change(
                Policies.FULL, json("{\"callsPerSecond\":5000,\"cpuShare\":0.5,\"exclude\":[\"*.tmp\"]}")));

        ScanJob end = awaitEnd();
        assertThat(end.state()).isEqualTo(JobState.SEALED);
        assertThat(end.policy())
                .isEqualTo(PolicyJson.change(
                        Policies.FULL, json("{\"callsPerSecond\":70,\"cpuShare\":0.5,\"zone\":\"Europe/Berlin\"}")));
        assertThat(SnapshotFolder.manifest(temporary.resolve("state/spool/" + id))
                        .policy())
                .isEqualTo(end.policy());
    }

    @Test
    void letsAScanThatWaitsTakeWhatAChangedPolicySaysOfTheTree() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));
        CountDownLatch release = new CountDownLatch(1);
        Scans scans = scans(() -> holdWalkers(release));
        UUID runs = scans.submit(null, root.toString(), null).id();
        UUID waits = scans.submit(null, root.toString(), null).id();
        awaitState(scans, runs, JobState.RUNNING);

        scans.defaultPolicy(PolicyJson.change(Policies.FULL, json("{\"exclude\":[\"*.tmp\"]}")));

        assertThat(scans.find(runs).policy().exclude()).isEmpty();
        assertThat(scans.find(waits).policy().exclude()).containsExactly("*.tmp");
        release.countDown();
        awaitEnd();
        awaitEnd();
    }

    @Test
    void takesTheSameOfATreeAfterARestart() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        String root = madeRoot();
        save(ScanJob.queued(ID, "web-1", root, Policies.FULL, NOW).start(NOW));
        Scans scans = scans(() -> holdWalkers(release));

        scans.defaultPolicy(PolicyJson.change(Policies.FULL, json("{\"exclude\":[\"*.tmp\"]}")));

        assertProblem("scan-begun", () -> scans.change(ID, json("{\"exclude\":[\"*.tmp\"]}")));
        assertThat(scans.find(ID).policy()).isEqualTo(Policies.FULL);
        release.countDown();
        awaitEnd();
    }

    @Test
    void givesUpAScanDuringWhichTheAgentEndsAgainAndAgain() throws Exception {
        Files.createDirectories(temporary.resolve("state/running/" + ID));
        ScanJob job = ScanJob.queued(ID, "web-1", madeRoot(), ScanPolicy.DEFAULT, NOW);
        for (int run = 0; run < 10; run++) {
            job = job.start(NOW).again();
        }
        save(job.start(NOW));

        ScanJob after = scans().find(ID);

        assertThat(after.state()).isEqualTo(JobState.FAILED);
        assertThat(after.error())
                .isEqualTo("given up: the agent ended 11 times during this scan, and must not once more");
        assertThat(temporary.resolve("state/running/" + ID)).doesNotExist();
    }

    @Test
    void countsNoRestartAgainstAScanOfWhichTheAgentWasTold() throws Exception {
        ScanJob job = ScanJob.queued(ID, "web-1", madeRoot(), ScanPolicy.DEFAULT, NOW);
        for (int run = 0; run < 10; run++) {
            job = job.start(NOW).again();
        }
        save(job.start(NOW).tell());

        scans();

        ScanJob end = awaitEnd();
        assertThat(end.state()).isEqualTo(JobState.SEALED);
        assertThat(end.deaths()).isEqualTo(10);
    }

    @Test
    void writesDownThatItIsTold() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));
        CountDownLatch release = new CountDownLatch(1);
        Scans scans = scans(() -> holdWalkers(release));
        UUID id = scans.submit(null, root.toString(), null).id();
        awaitState(scans, id, JobState.RUNNING);

        scans.stopping();

        assertThat(new JobFiles(temporary.resolve("state")).load())
                .singleElement()
                .satisfies(job -> assertThat(job.told()).isTrue());
        release.countDown();
        awaitEnd();
    }

    @Test
    void failsAScanWhoseLongestDurationIsOver() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));
        CountDownLatch release = new CountDownLatch(1);
        Scans scans = scans(() -> holdWalkers(release));
        UUID id = scans.submit(null, root.toString(), json("{\"longest\":\"PT1S\"}"))
                .id();
        awaitState(scans, id, JobState.RUNNING);
        Thread.sleep(1100);

        release.countDown();

        ScanJob end = awaitEnd();
        assertThat(end.state()).isEqualTo(JobState.FAILED);
        assertThat(end.error()).startsWith("its longest duration PT1S is over");
    }

    @Test
    void refusesScansWhileThereIsNoRoomForTheirSnapshots() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));
        limits = new SpoolLimits(1 << 20, 1, 0);
        Scans scans = scans();
        scans.submit(null, root.toString(), null);
        awaitEnd();

        assertThatThrownBy(() -> scans.submit(null, root.toString(), null))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.code().code()).isEqualTo("spool-full");
                    assertThat(e.detail()).startsWith("1 snapshots wait for history or were refused by it");
                });
    }

    @Test
    void refusesMoreThanMayWait() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));
        CountDownLatch release = new CountDownLatch(1);
        Scans scans = scans(() -> holdWalkers(release));
        for (int i = 0; i < 1 + QUEUE; i++) {
            scans.submit(null, root.toString(), null);
        }

        assertThatThrownBy(() -> scans.submit(null, root.toString(), null))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.code().code()).isEqualTo("scan-queue-full");
                    assertThat(e.retryAfter()).hasSeconds(30);
                });
        release.countDown();
        for (int i = 0; i < 1 + QUEUE; i++) {
            assertThat(awaitEnd().state()).isEqualTo(JobState.SEALED);
        }
    }

    @Test
    void goesOnWithWhatARestartInterrupted() throws Exception {
        Files.createDirectories(temporary.resolve("state/running/" + ID));
        Files.writeString(temporary.resolve("state/running/" + ID + "/entries-00000.parquet"), "half");
        save(ScanJob.queued(ID, "web-1", madeRoot(), ScanPolicy.DEFAULT, NOW).start(NOW));

        scans();

        ScanJob job = awaitEnd();
        assertThat(job.id()).isEqualTo(ID);
        assertThat(job.state()).isEqualTo(JobState.SEALED);
        assertThat(temporary.resolve("state/spool/" + ID)).exists();
    }

    @Test
    void goesOnAfterARestartThoughTheSpoolIsFull() throws Exception {
        Files.createDirectories(temporary.resolve("state/running/" + ID));
        save(ScanJob.queued(ID, "web-1", madeRoot(), ScanPolicy.DEFAULT, NOW).start(NOW));
        Files.createDirectories(temporary.resolve("state/spool/01900000-0000-7000-8000-000000000000"));
        limits = new SpoolLimits(1 << 20, 1, 0);

        scans();

        assertThat(awaitEnd().state()).isEqualTo(JobState.SEALED);
    }

    @Test
    void beginsAfterARestartWhatWaitedForItsTurn() throws Exception {
        save(ScanJob.queued(ID, "web-1", madeRoot(), ScanPolicy.DEFAULT, NOW));

        scans();

        assertThat(awaitEnd().state()).isEqualTo(JobState.SEALED);
    }

    @Test
    void leavesAPausedScanPausedAfterARestart() throws Exception {
        save(ScanJob.queued(ID, "web-1", madeRoot(), ScanPolicy.DEFAULT, NOW)
                .start(NOW)
                .pause());

        Scans scans = scans();

        awaitState(scans, ID, JobState.PAUSED);
        scans.resume(ID);
        assertThat(awaitEnd().state()).isEqualTo(JobState.SEALED);
    }

    @Test
    void deliversASnapshotThatWasSealedWhenTheAgentStopped() throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("state/running/" + ID));
        Files.writeString(folder.resolve("manifest.json"), "{}");
        Files.writeString(folder.resolve("checkpoint"), "of no use any more");
        save(ScanJob.queued(ID, "web-1", madeRoot(), ScanPolicy.DEFAULT, NOW)
                .start(NOW)
                .seal());

        scans();

        assertThat(awaitEnd().state()).isEqualTo(JobState.SEALED);
        assertThat(temporary.resolve("state/spool/" + ID)).isDirectoryContaining("glob:**/manifest.json");
        assertThat(temporary.resolve("state/spool/" + ID + "/checkpoint")).doesNotExist();
    }

    @Test
    void failsAfterARestartWhereTheRootIsGone() throws Exception {
        save(ScanJob.queued(ID, "web-1", "/no/such/root", ScanPolicy.DEFAULT, NOW)
                .start(NOW));

        ScanJob job = scans().find(ID);

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.error()).startsWith("cannot go on: ").contains("/no/such/root does not exist");
    }

    @Test
    void removesAfterARestartWhatNoScanGoesOnWith() throws Exception {
        Files.createDirectories(temporary.resolve("state/running/" + ID + "/old"));

        scans();

        assertThat(temporary.resolve("state/running/" + ID)).doesNotExist();
    }

    @Test
    void keepsWhatWasInTheSpoolAlreadyWhenTheAgentStopped() throws Exception {
        Files.createDirectories(temporary.resolve("state/spool/" + ID));
        save(ScanJob.queued(ID, "web-1", "/srv", ScanPolicy.DEFAULT, NOW)
                .start(NOW)
                .seal());

        assertThat(scans().find(ID).state()).isEqualTo(JobState.SEALED);
    }

    @Test
    void setsDamagedJobFilesAsideAndGoesOn() throws Exception {
        Files.createDirectories(temporary.resolve("state/jobs"));
        Files.writeString(temporary.resolve("state/jobs/" + ID + ".json"), "{\"id\":");
        Files.writeString(temporary.resolve("state/jobs/other.json"), "{}");

        Scans scans = scans();

        assertThat(scans.before("g", 10)).isEmpty();
        assertThat(temporary.resolve("state/jobs/" + ID + ".json.damaged")).exists();
        assertThat(temporary.resolve("state/jobs/other.json.damaged")).exists();
    }

    @Test
    void refusesRootsThatCannotBeScanned() throws Exception {
        Scans scans = scans();

        for (String root : new String[] {"srv", "/no/such", "/proc", "/etc/passwd", "\0"}) {
            assertThatThrownBy(() -> scans.submit(null, root, null))
                    .isInstanceOfSatisfying(ProblemException.class, e -> {
                        assertThat(e.code().status()).isEqualTo(422);
                        assertThat(e.errors())
                                .singleElement()
                                .satisfies(f -> assertThat(f.field()).isEqualTo("root"));
                    });
        }
    }

    @Test
    void makesIdsThatSortByTime() {
        SnapshotIds early = new SnapshotIds(InstantSource.fixed(NOW));
        SnapshotIds late = new SnapshotIds(InstantSource.fixed(NOW.plusMillis(1)));

        UUID id = early.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.toString()).isLessThan(late.next().toString());
    }

    private String madeRoot() throws Exception {
        return Files.createDirectories(temporary.resolve("root")).toString();
    }

    private ScanJob awaitEnd() throws InterruptedException {
        ScanJob job = ended.poll(20, TimeUnit.SECONDS);
        if (job == null) {
            throw new AssertionError("no scan ended");
        }
        return job;
    }

    private static void assertProblem(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code().code()).isEqualTo(code));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /// Full speed, but only twelve hours from now.
    private static String closedNow() {
        LocalTime later =
                LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).plusHours(12);
        return "{\"hours\":[\"" + later + "-" + later.plusMinutes(1) + "\"]}";
    }

    private static void awaitWaiting(Scans scans, UUID id, Waiting reason) throws InterruptedException {
        for (int i = 0; i < 1000 && scans.find(id).waiting() != reason; i++) {
            Thread.sleep(10);
        }
        assertThat(scans.find(id).waiting()).isEqualTo(reason);
    }

    private void save(ScanJob job) throws Exception {
        new JobFiles(temporary.resolve("state")).save(job);
    }

    private SnapshotSpool spool() throws Exception {
        return new SnapshotSpool(temporary.resolve("state"), limits);
    }

    private static void awaitState(Scans scans, UUID id, JobState state) throws InterruptedException {
        for (int i = 0; i < 1000 && scans.find(id).state() != state; i++) {
            Thread.sleep(10);
        }
        assertThat(scans.find(id).state()).isEqualTo(state);
    }

    private static Syscalls holdWalkers(CountDownLatch release) {
        if (Thread.currentThread().getName().startsWith("walk-")) {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return new LinuxSyscalls();
    }

    private Scans scans() throws Exception {
        return scans(LinuxSyscalls::new);
    }

    private Scans scans(Supplier<Syscalls> kernel) throws Exception {
        Volumes volumes = new Volumes(LinuxSyscalls::new, Path.of("/proc/self/mountinfo"));
        Recorder recorder = new Recorder(
                kernel,
                volumes,
                InstantSource.fixed(NOW),
                2,
                64,
                new WriterLimits(61440, 1 << 30),
                Path.of("/etc/passwd"),
                Path.of("/etc/group"),
                "1.0.0");
        ScanSettings settings = new ScanSettings("web-1", temporary.resolve("state"), QUEUE, 100);
        Scans scans = new Scans(settings, recorder, Machine.real(), spool(), (job, errors) -> ended.add(job));
        scans.defaultPolicy(Policies.FULL);
        return scans;
    }
}
