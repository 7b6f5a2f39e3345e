package io.tidemark.scan.job;

import io.tidemark.platform.problem.ProblemException;
import io.tidemark.scan.publish.SnapshotSpool;
import io.tidemark.scan.publish.SpoolLimits;
import io.tidemark.scan.snapshot.Recorder;
import io.tidemark.scan.snapshot.SnapshotFolder;
import io.tidemark.scan.snapshot.WriterLimits;
import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.throttle.Machine;
import io.tidemark.scan.throttle.Policies;
import io.tidemark.scan.volume.Volumes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

/// A state folder on a volume of 1 MiB that others fill up.
class FullDiskTest {

    private static final int SIZE = 1 << 20;

    @TempDir
    Path temporary;

    private final BlockingQueue<ScanJob> ended = new LinkedBlockingQueue<>();
    private Path disk = Path.of("/nowhere");
    private Path root = Path.of("/nowhere");

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(temporary.resolve("disk"));
        root = Files.createDirectory(temporary.resolve("root"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", disk.toString()))
                .as("mounting needs root")
                .isZero();
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    @Test
    void refusesScansAndSaysWhy() throws Exception {
        Scans scans = scans(new SpoolLimits(1 << 30, 10, SIZE / 2));
        fill();

        assertThatThrownBy(() -> scans.submit(null, root.toString(), null))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.detail())
                                .isEqualTo(
                                        "the volume of scan.state-dir has only 0 MiB left, and scan.spool-free-mib asks"
                                                + " for 0"));
        assertThat(scans.before("g", 10)).isEmpty();
    }

    @Test
    void failsAScanDuringWhichTheDiskFillsUpAndGoesOnWhenThereIsRoom() throws Exception {
        makeEntries(40_000);
        Scans scans = scans(new SpoolLimits(1 << 30, 10, 0));
        Path filler = fill();
        Files.write(filler, new byte[SIZE - 32 * 1024]);

        ScanJob failed = scan(scans);
        Files.delete(filler);
        ScanJob after = scan(scans);

        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed.error()).contains("No space left on device");
        assertThat(disk.resolve("running/" + failed.id())).doesNotExist();
        assertThat(after.state()).isEqualTo(JobState.SEALED);
        assertThat(SnapshotFolder.manifest(disk.resolve("spool/" + after.id()))
                        .counts()
                        .entries())
                .isEqualTo(40_000);
        assertThat(scans(new SpoolLimits(1 << 30, 10, 0)).before("g", 10))
                .extracting(ScanJob::state)
                .containsExactly(JobState.SEALED, JobState.FAILED);
    }

    private void makeEntries(int count) throws Exception {
        assertThat(run("sh", "-c", "cd " + root + " && seq 1 " + count + " | xargs touch"))
                .isZero();
    }

    private ScanJob scan(Scans scans) throws Exception {
        scans.submit(null, root.toString(), null);
        ScanJob job = ended.poll(20, TimeUnit.SECONDS);
        if (job == null) {
            throw new AssertionError("no scan ended");
        }
        return job;
    }

    private Path fill() throws Exception {
        Path filler = disk.resolve("filler");
        run("dd", "if=/dev/zero", "of=" + filler, "bs=4096");
        return filler;
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private Scans scans(SpoolLimits limits) throws Exception {
        Recorder recorder = new Recorder(
                LinuxSyscalls::new,
                new Volumes(LinuxSyscalls::new, Path.of("/proc/self/mountinfo")),
                InstantSource.system(),
                2,
                64,
                new WriterLimits(2048, 1 << 30),
                Path.of("/etc/passwd"),
                Path.of("/etc/group"),
                "1.0.0");
        Scans scans = new Scans(
                new ScanSettings("web-1", disk, 2, 100),
                recorder,
                Machine.real(),
                new SnapshotSpool(disk, limits),
                (job, errors) -> ended.add(job));
        scans.defaultPolicy(Policies.FULL);
        return scans;
    }
}
