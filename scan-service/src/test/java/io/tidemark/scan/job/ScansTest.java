package io.tidemark.scan.job;

import io.tidemark.platform.problem.ProblemException;
import io.tidemark.scan.publish.Delivery;
import io.tidemark.scan.publish.SnapshotSpool;
import io.tidemark.scan.snapshot.Recorder;
import io.tidemark.scan.snapshot.SnapshotIds;
import io.tidemark.scan.snapshot.WriterLimits;
import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.syscall.Syscalls;
import io.tidemark.scan.volume.Volumes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
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

    private final BlockingQueue<ScanJob> ended = new LinkedBlockingQueue<>();

    @Test
    void putsTheSealedSnapshotIntoTheSpool() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));

        ScanJob job = scans().submit(ID, root + "//");

        assertThat(job.root()).isEqualTo(root.toString());
        assertThat(awaitEnd().state()).isEqualTo(JobState.SEALED);
        assertThat(spool().waiting()).containsExactly(ID);
        assertThat(temporary.resolve("state/running/" + ID)).doesNotExist();
    }

    @Test
    void remembersJobsOverARestart() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));
        scans().submit(ID, root.toString());
        awaitEnd();

        ScanJob job = scans().find(ID);

        assertThat(job.state()).isEqualTo(JobState.SEALED);
        assertThat(job.startedAt()).isEqualTo(NOW);
    }

    @Test
    void notesWhatBecameOfTheSnapshot() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));
        Scans scans = scans();
        scans.submit(ID, root.toString());
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
        ScanJob runs = scans.submit(null, root.toString());
        ScanJob waits = scans.submit(null, root.toString());
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
    void refusesMoreThanMayWait() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));
        CountDownLatch release = new CountDownLatch(1);
        Scans scans = scans(() -> holdWalkers(release));
        for (int i = 0; i < 1 + QUEUE; i++) {
            scans.submit(null, root.toString());
        }

        assertThatThrownBy(() -> scans.submit(null, root.toString()))
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
    void failsWhatARestartInterruptedAndRemovesItsFiles() throws Exception {
        Files.createDirectories(temporary.resolve("state/running/" + ID + "/entries.writing"));
        save(ScanJob.queued(ID, "web-1", "/srv", NOW).start(NOW));

        ScanJob job = scans().find(ID);

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.error()).isEqualTo("the agent stopped during the scan");
        assertThat(temporary.resolve("state/running/" + ID)).doesNotExist();
    }

    @Test
    void keepsWhatWasInTheSpoolAlreadyWhenTheAgentStopped() throws Exception {
        Files.createDirectories(temporary.resolve("state/spool/" + ID));
        save(ScanJob.queued(ID, "web-1", "/srv", NOW).start(NOW).seal(Progress.NONE));

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
            assertThatThrownBy(() -> scans.submit(null, root)).isInstanceOfSatisfying(ProblemException.class, e -> {
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

    private ScanJob awaitEnd() throws InterruptedException {
        ScanJob job = ended.poll(20, TimeUnit.SECONDS);
        if (job == null) {
            throw new AssertionError("no scan ended");
        }
        return job;
    }

    private void save(ScanJob job) throws Exception {
        new JobFiles(temporary.resolve("state")).save(job);
    }

    private SnapshotSpool spool() throws Exception {
        return new SnapshotSpool(temporary.resolve("state"));
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
                new WriterLimits(1, 1 << 27, 2048, 1 << 30),
                Path.of("/etc/passwd"),
                Path.of("/etc/group"),
                "1.0.0");
        ScanSettings settings = new ScanSettings("web-1", temporary.resolve("state"), QUEUE, 100);
        return new Scans(settings, recorder, spool(), (job, errors) -> ended.add(job));
    }
}
