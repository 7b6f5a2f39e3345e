package io.tidemark.scan.job;

import io.tidemark.scan.publish.SnapshotSpool;
import io.tidemark.scan.publish.SpoolLimits;
import io.tidemark.scan.snapshot.Recorder;
import io.tidemark.scan.snapshot.WriterLimits;
import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.testing.Mounts;
import io.tidemark.scan.testing.Shell;
import io.tidemark.scan.throttle.Machine;
import io.tidemark.scan.throttle.Policies;
import io.tidemark.scan.volume.Volumes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/// The volume of the agent's own state fills up while a snapshot is being written.
class FullStateVolumeTest {

    @RegisterExtension
    final Mounts mounts = new Mounts();

    private final BlockingQueue<ScanJob> ended = new LinkedBlockingQueue<>();

    @Test
    void failsClearlyAndGoesOnWhenThereIsRoom() throws Exception {
        Path volume = mounts.image("state", "ext4", "32M", "-b 4096 -m 0");
        Path root = Files.createDirectory(mounts.folder().resolve("root"));
        Shell.run(root, "seq 40000 | xargs touch");
        Scans scans = scans(volume.resolve("agent"));
        Shell.attempt(volume, "cat /dev/zero > fill; truncate -s -65536 fill; sync -f .");

        scans.submit(null, root.toString(), null);
        ScanJob failed = awaitEnd();

        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed.error()).containsIgnoringCase("no space");
        assertThat(volume.resolve("agent/running")).isEmptyDirectory();
        assertThat(spool(volume.resolve("agent")).waiting()).isEmpty();
        assertThat(scans.find(failed.id()).state()).isEqualTo(JobState.FAILED);

        Files.delete(volume.resolve("fill"));
        scans.submit(null, root.toString(), null);

        assertThat(awaitEnd().state()).isEqualTo(JobState.SEALED);
        assertThat(spool(volume.resolve("agent")).waiting()).hasSize(1);
    }

    private ScanJob awaitEnd() throws InterruptedException {
        return Objects.requireNonNull(ended.poll(30, TimeUnit.SECONDS), "the scan does not end");
    }

    private static SnapshotSpool spool(Path state) throws Exception {
        return new SnapshotSpool(state, new SpoolLimits(1 << 30, 10, 0));
    }

    private Scans scans(Path state) throws Exception {
        Files.createDirectories(state);
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
                new ScanSettings("web-1", state, 2, 100),
                recorder,
                Machine.real(),
                spool(state),
                (job, errors) -> ended.add(job));
        scans.defaultPolicy(Policies.FULL);
        return scans;
    }
}
