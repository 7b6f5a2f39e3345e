package io.tidemark.scan.snapshot;

import io.tidemark.scan.parquet.DuckDb;
import io.tidemark.scan.selection.MountPoint;
import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.syscall.Syscalls;
import io.tidemark.scan.testing.Mounts;
import io.tidemark.scan.testing.Shell;
import io.tidemark.scan.throttle.Machine;
import io.tidemark.scan.throttle.Policies;
import io.tidemark.scan.throttle.Throttle;
import io.tidemark.scan.volume.Mount;
import io.tidemark.scan.volume.Reconciliation;
import io.tidemark.scan.volume.Sample;
import io.tidemark.scan.volume.Volumes;
import io.tidemark.scan.walk.RootUnusable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/// An agent in a container: the host's root is mounted somewhere, read-only, and nothing may be named by that place.
class HostRootTest {

    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final Instant NOW = Instant.parse("2026-11-21T05:00:00Z");
    private static final Path MOUNT_TABLE = Path.of("/proc/self/mountinfo");
    private static final int BLOCK = 4096;

    @RegisterExtension
    final Mounts mounts = new Mounts();

    @TempDir
    Path folder;

    @Test
    void namesEverythingAsTheHostDoes() throws Exception {
        Path host = host();
        Path deleted = Files.write(host.resolve("srv/deleted"), new byte[5 * BLOCK]);
        Manifest manifest;

        try (FileChannel open = FileChannel.open(deleted, StandardOpenOption.READ)) {
            Files.delete(deleted);
            readOnly(host);
            manifest = record(host, "/");
            assertThat(open.size()).isEqualTo(5 * BLOCK);
        }

        assertThat(manifest.root()).isEqualTo("/");
        assertThat(manifest.volume().mountPoint()).isEqualTo("/");
        assertThat(manifest.volume().options()).startsWith("rw,noatime,");
        assertThat(manifest.lastAccess().reason()).isEqualTo("noatime: reading leaves no trace");
        assertThat(manifest.mounts())
                .extracting(MountPoint::path, MountPoint::type, MountPoint::leftOut)
                .containsExactly(tuple("/data", "ext4", "other-filesystem"));
        Reconciliation reconciliation = Objects.requireNonNull(manifest.reconciliation());
        assertThat(reconciliation.parts())
                .extracting(Reconciliation.Part::kind, Reconciliation.Part::bytes)
                .contains(tuple("outside-root", 0L), tuple("deleted-open", 5L * BLOCK));
        assertThat(reconciliation.unexplainedBytes())
                .as("the directory that the mount point hides")
                .isEqualTo(BLOCK);
        assertThat(manifest.counts().allocatedBytes() + manifest.counts().directoryAllocatedBytes())
                .isEqualTo(Long.parseLong(
                        Shell.run(host, "du -s -x -B1 . | cut -f1").strip()));
        assertThat(DuckDb.texts("SELECT DISTINCT path FROM '" + folder + "/directories-*.parquet' ORDER BY 1"))
                .containsExactly("/", "/data", "/etc", "/lost+found", "/proc", "/proc/1", "/srv");
        assertThat(DuckDb.texts("SELECT concat_ws('|', directory, name, type, owner, group_name) FROM '" + folder
                        + "/entries-*.parquet' WHERE directory = '/srv' ORDER BY name"))
                .containsExactly("/srv|file|file|anna|staff-of-the-host", "/srv|link|symlink|root-of-the-host");
    }

    @Test
    void scansAFolderOfTheHostAndFollowsNoLinkToOne() throws Exception {
        Path host = host();

        Manifest manifest = record(host, "/srv");

        assertThat(manifest.root()).isEqualTo("/srv");
        assertThat(manifest.volume().mountPoint()).isEqualTo("/");
        assertThat(DuckDb.texts("SELECT path FROM '" + folder + "/directories-*.parquet'"))
                .containsExactly("/srv");
        assertThatThrownBy(() -> record(host, "/srv/link"))
                .isInstanceOf(RootUnusable.class)
                .hasMessage("/srv/link is not a directory, or a symbolic link leads to it");
    }

    @Test
    void samplesTheVolumesOfTheHost() throws Exception {
        Path host = host();

        List<Sample> samples = volumes(host).sample("web-1", NOW);

        assertThat(samples).extracting(Sample::volume).containsExactly("/", "/data");
        assertThat(samples.getFirst().usedBytes())
                .isEqualTo(Long.parseLong(
                        Shell.run(host, "df -B1 --output=used . | tail -1").strip()));
    }

    @Test
    void takesAnyFolderForTheRootOfAHost() throws Exception {
        Path host = Files.createDirectories(mounts.folder().resolve("plain"));
        Files.createDirectories(host.resolve("srv/below"));
        Files.writeString(host.resolve("srv/below/file"), "1");

        Manifest manifest = record(host, "/srv");

        assertThat(manifest.volume().mountPoint()).isEqualTo("/");
        assertThat(DuckDb.texts("SELECT directory FROM '" + folder + "/entries-*.parquet'"))
                .containsExactly("/srv/below");
    }

    /// A small host: a root, another volume, accounts of its own, and what its first process says of its mounts.
    private Path host() throws Exception {
        Path host = mounts.image("host", "ext4", "32M", "-b 4096 -O ^resize_inode");
        Shell.run(host, "mkdir etc srv data proc proc/1; echo x > srv/file; ln -s /etc srv/link");
        Shell.run(host, "echo root-of-the-host:x:0:0::/: > etc/passwd; echo anna:x:4711:4711::/: >> etc/passwd");
        Shell.run(host, "echo staff-of-the-host:x:4711: > etc/group; chown 4711:4711 srv/file");
        Shell.run(host, "ln -s /proc/" + ProcessHandle.current().pid() + " proc/4711");
        mounts.image("host/data", "ext4", "16M", "");
        Volumes own = new Volumes(LinuxSyscalls::new, MOUNT_TABLE);
        Mount root = own.containing(host.toString());
        Mount data = own.containing(host + "/data");
        Files.writeString(
                host.resolve("proc/1/mountinfo"),
                "1 0 " + root.deviceNumber() + " / / rw,noatime - ext4 /dev/vda rw\n" + "2 1 " + data.deviceNumber()
                        + " / /data rw,noatime - ext4 /dev/vdb rw\n");
        return host;
    }

    private static void readOnly(Path host) {
        Shell.run(host, "sync -f . && mount -o remount,bind,ro .");
    }

    private static Volumes volumes(Path host) {
        return new Volumes(kernel(host), MOUNT_TABLE, host);
    }

    private static Supplier<Syscalls> kernel(Path host) {
        return () -> new LinuxSyscalls(host);
    }

    private Manifest record(Path host, String root) throws Exception {
        Recorder recorder = new Recorder(
                kernel(host),
                volumes(host),
                InstantSource.fixed(NOW),
                2,
                64,
                new WriterLimits(2048, 1 << 30),
                host.resolve("etc/passwd"),
                host.resolve("etc/group"),
                "1.0.0");
        Recording recording = recorder.prepare(
                new SnapshotSpec(ID, "web-1", Path.of(root), NOW),
                folder,
                new Throttle(Machine.real(), Policies.FULL, "0:0"));
        recording.walk();
        return recording.seal(List.of());
    }
}
