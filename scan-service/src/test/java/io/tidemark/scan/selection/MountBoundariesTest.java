package io.tidemark.scan.selection;

import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.testing.Mounts;
import io.tidemark.scan.testing.Shell;
import io.tidemark.scan.volume.Mount;
import io.tidemark.scan.volume.Volumes;
import io.tidemark.scan.walk.Accounts;
import io.tidemark.scan.walk.BatchSink;
import io.tidemark.scan.walk.DirectoryBatch;
import io.tidemark.scan.walk.EntryBatch;
import io.tidemark.scan.walk.Pace;
import io.tidemark.scan.walk.Selection;
import io.tidemark.scan.walk.Walk;
import io.tidemark.scan.walk.WalkRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class MountBoundariesTest {

    private static final Path MOUNT_TABLE = Path.of("/proc/self/mountinfo");

    @RegisterExtension
    final Mounts mounts = new Mounts();

    private final Volumes volumes = new Volumes(LinuxSyscalls::new, MOUNT_TABLE);
    private final Map<String, Long> files = Collections.synchronizedMap(new TreeMap<>());
    private List<MountPoint> met = List.of();

    @Test
    void staysOnOneFilesystemAndSaysWhatWasLeftOut() throws Exception {
        Path top = mounts.image("top", "ext4", "16M", "");
        Files.writeString(top.resolve("mine"), "1");
        Files.createDirectories(top.resolve("a/inner"));
        Files.writeString(top.resolve("a/inner/once"), "1");
        Path other = mounts.image("top/other", "ext4", "16M", "");
        Files.writeString(other.resolve("theirs"), "1");
        mounts.mount("top/memory", "-t tmpfs nothing");
        mounts.mount("top/again", "--bind " + top.resolve("a"));
        mounts.mount("top/kernel", "-t proc proc");

        Walk walk = walk(top, true);

        assertThat(files).containsOnlyKeys("mine", "a/inner/once");
        assertThat(met)
                .extracting(
                        point -> Path.of(point.path()).getFileName().toString(), MountPoint::type, MountPoint::leftOut)
                .containsExactly(
                        tuple("again", "ext4", "bind-mount"),
                        tuple("kernel", "proc", "kernel"),
                        tuple("memory", "tmpfs", "memory"),
                        tuple("other", "ext4", "other-filesystem"));
        assertThat(walk.counts().excluded()).isEqualTo(4);
        assertThat(walk.counts().allocatedBytes() + walk.counts().directoryAllocatedBytes())
                .isEqualTo(Long.parseLong(Shell.run(top, "du -s -x -B1 --exclude=again . | cut -f1")
                        .strip()));
    }

    @Test
    void entersRealFilesystemsWhenTold() throws Exception {
        Path top = mounts.image("top", "ext4", "16M", "");
        Path other = mounts.image("top/other", "ext4", "16M", "");
        Files.writeString(top.resolve("mine"), "1");
        Files.writeString(other.resolve("theirs"), "1");
        Files.createLink(top.resolve("mine-too"), top.resolve("mine"));
        Files.createLink(other.resolve("theirs-too"), other.resolve("theirs"));
        mounts.mount("top/other/memory", "-t tmpfs nothing");

        Walk walk = walk(top, false);

        assertThat(files).containsOnlyKeys("mine", "mine-too", "other/theirs", "other/theirs-too");
        assertThat(files.get("mine")).isNotEqualTo(files.get("other/theirs"));
        assertThat(walk.counts().sizeBytes())
                .as("each inode once, on either device")
                .isEqualTo(2);
        assertThat(met).extracting(MountPoint::leftOut).containsExactly(null, "memory");
    }

    @Test
    void walksWhatIsMountedTwiceOnce() throws Exception {
        Path top = mounts.mount("top", "-t tmpfs nothing");
        Path whole = mounts.image("top/z-whole", "ext4", "16M", "");
        Files.createDirectories(whole.resolve("part"));
        Files.writeString(whole.resolve("part/file"), "1");
        mounts.mount("top/a-part", "--bind " + whole.resolve("part"));
        mounts.mount("top/y-again", "--bind " + whole);

        walk(top, false);

        assertThat(files.keySet().stream().map(path -> path.replaceFirst(".*/", "")))
                .containsExactly("file");
        assertThat(met).extracting(MountPoint::leftOut).containsOnlyOnce((String) null);
    }

    @Test
    void leavesOutAFileThatIsMountedOver() throws Exception {
        Path top = mounts.image("top", "ext4", "16M", "");
        Files.writeString(top.resolve("over"), "1");
        Files.writeString(top.resolve("source"), "22");
        mounts.mount("top/over", "--bind " + top.resolve("source"));

        walk(top, true);

        assertThat(files).containsOnlyKeys("source");
        assertThat(met).singleElement().satisfies(point -> {
            assertThat(point.path()).isEqualTo(top + "/over");
            assertThat(point.leftOut()).isEqualTo("bind-mount");
        });
    }

    @Test
    void walksBelowABindMountAsWhatItIs() throws Exception {
        Path top = mounts.image("top", "ext4", "16M", "");
        Files.createDirectories(top.resolve("deep/er"));
        Files.writeString(top.resolve("deep/er/file"), "1");
        Path bind = mounts.mount("bind", "--bind " + top.resolve("deep"));

        walk(bind.resolve("er"), true);

        Mount mount = volumes.containing(bind.resolve("er").toString());
        assertThat(files).containsOnlyKeys("file");
        assertThat(mount.mountPoint()).isEqualTo(bind.toString());
        assertThat(mount.inside(bind.resolve("er").toString())).isEqualTo("/deep/er");
    }

    @Test
    void findsTheMountThatHidesADeeperOne() throws Exception {
        mounts.image("upper/lower", "ext4", "16M", "");
        Path upper = mounts.mount("upper", "-t tmpfs over");
        Files.createDirectories(upper.resolve("lower"));

        Mount mount = volumes.containing(upper.resolve("lower").toString());

        assertThat(mount.mountPoint()).isEqualTo(upper.toString());
        assertThat(mount.source()).isEqualTo("over");
    }

    @Test
    void walksLayersThoughTheirFilesHaveOtherDevices() throws Exception {
        Path lower = mounts.image("lower", "ext4", "16M", "");
        Files.createDirectories(lower.resolve("d"));
        Files.writeString(lower.resolve("d/below"), "1");
        Path changes = mounts.mount("changes", "-t tmpfs changes");
        Files.createDirectories(changes.resolve("upper/d"));
        Files.createDirectories(changes.resolve("work"));
        Files.writeString(changes.resolve("upper/d/above"), "1");
        Path merged = mounts.mount(
                "merged",
                "-t overlay -o xino=off,lowerdir=" + lower + ",upperdir=" + changes.resolve("upper") + ",workdir="
                        + changes.resolve("work") + " layers");

        walk(merged, true);

        assertThat(files).containsOnlyKeys("d/below", "d/above");
        assertThat(files.get("d/below")).isNotEqualTo(files.get("d/above"));
        assertThat(met).isEmpty();
    }

    @Test
    void takesSubvolumesForFilesystemsOfTheirOwn() throws Exception {
        Path top = mounts.image("top", "btrfs", "128M", "");
        Shell.run(top, "btrfs subvolume create sub && btrfs subvolume create sub/inner");
        Files.writeString(top.resolve("mine"), "1");
        Files.writeString(top.resolve("sub/theirs"), "1");
        Files.writeString(top.resolve("sub/inner/deep"), "1");

        walk(top, true);

        assertThat(files).containsOnlyKeys("mine");
        assertThat(met).singleElement().satisfies(point -> {
            assertThat(point.type()).isEqualTo("btrfs");
            assertThat(point.leftOut()).isEqualTo("subvolume");
        });

        walk(top.resolve("sub"), false);

        assertThat(files).containsOnlyKeys("theirs", "inner/deep");
    }

    private Walk walk(Path root, boolean oneFilesystem) throws Exception {
        files.clear();
        MountBoundaries boundaries =
                new MountBoundaries(volumes, oneFilesystem, volumes.containing(root.toString()), root.toString());
        Walk walk = new Walk(
                new WalkRequest(root, 2, 16, Selection.ALL, boundaries, Pace.UNLIMITED),
                LinuxSyscalls::new,
                Accounts.read(Path.of("/etc/passwd"), Path.of("/etc/group")),
                thread -> sink(batch -> keep(root, batch)),
                thread -> sink((DirectoryBatch batch) -> batch.rows = 0));
        walk.run();
        met = boundaries.met();
        assertThat(walk.counts().failed()).isZero();
        return walk;
    }

    private void keep(Path root, EntryBatch batch) {
        for (int i = 0; i < batch.rows; i++) {
            Path path = Path.of(new String(batch.directory[i], StandardCharsets.UTF_8))
                    .resolve(new String(batch.name[i], StandardCharsets.UTF_8));
            files.put(root.relativize(path).toString(), batch.device[i]);
        }
        batch.rows = 0;
    }

    private static <B> BatchSink<B> sink(Consumer<B> taker) {
        return new BatchSink<>() {
            @Override
            public B accept(B filled) {
                taker.accept(filled);
                return filled;
            }

            @Override
            public void finish(B last) {
                taker.accept(last);
            }
        };
    }
}
