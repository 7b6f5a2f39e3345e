package io.tidemark.scan.snapshot;

import io.tidemark.scan.selection.Scope;
import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.testing.Mounts;
import io.tidemark.scan.testing.Shell;
import io.tidemark.scan.volume.Capacity;
import io.tidemark.scan.volume.OtherRoot;
import io.tidemark.scan.volume.Reconciliation;
import io.tidemark.scan.volume.Reconciliation.Part;
import io.tidemark.scan.volume.Volumes;
import io.tidemark.scan.walk.Accounts;
import io.tidemark.scan.walk.BatchSink;
import io.tidemark.scan.walk.Counts;
import io.tidemark.scan.walk.DirectoryBatch;
import io.tidemark.scan.walk.EntryBatch;
import io.tidemark.scan.walk.Pace;
import io.tidemark.scan.walk.Walk;
import io.tidemark.scan.walk.WalkRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/// On filesystems whose content is known to the byte. `resize_inode` takes a block that no file has.
class ReconciliationTest {

    private static final String EXACT = "-b 4096 -O ^resize_inode";
    private static final int BLOCK = 4096;

    @RegisterExtension
    final Mounts mounts = new Mounts();

    private List<OtherRoot> others = List.of();
    private final Volumes volumes = new Volumes(LinuxSyscalls::new, Path.of("/proc/self/mountinfo"));

    @Test
    void addsUpToTheByte() throws Exception {
        Path top = mounts.image("top", "ext4", "32M", EXACT);
        Files.createDirectories(top.resolve("a/b"));
        Files.write(top.resolve("a/file"), new byte[10 * BLOCK]);
        Files.createLink(top.resolve("a/b/same"), top.resolve("a/file"));
        Files.write(top.resolve("left.tmp"), new byte[3 * BLOCK]);
        Files.createDirectories(top.resolve("over"));
        Files.write(top.resolve("over/hidden"), new byte[7 * BLOCK]);
        mounts.mount("top/over", "-t tmpfs nothing");
        Path deleted = Files.write(top.resolve("deleted"), new byte[5 * BLOCK]);

        Reconciliation found;
        try (FileChannel one = FileChannel.open(deleted);
                FileChannel other = FileChannel.open(deleted, StandardOpenOption.READ)) {
            Files.delete(deleted);
            found = reconcile(top, new Scope(List.of("*.tmp"), List.of(), true));
            assertThat(found.usedBytes()).isEqualTo(used(top));
            assertThat(one.size()).isEqualTo(other.size());
        }

        assertThat(part(found, "outside-root").bytes()).isZero();
        assertThat(part(found, "unreadable").bytes()).isZero();
        assertThat(part(found, "excluded").bytes()).isEqualTo(3 * BLOCK);
        assertThat(part(found, "deleted-open").bytes()).isEqualTo(5 * BLOCK);
        assertThat(part(found, "deleted-open").items()).isEqualTo(1);
        assertThat(part(found, "mounted-over")).satisfies(part -> {
            assertThat(part.items()).isEqualTo(1);
            assertThat(part.bytes()).isNull();
        });
        assertThat(part(found, "filesystem").bytes()).isZero();
        // What the mount point hides: the file and the directory it is in.
        assertThat(found.unexplainedBytes()).isEqualTo((7 + 1) * BLOCK);
        assertThat(found.differenceBytes()).isEqualTo((3 + 5 + 7 + 1) * BLOCK);
        assertThat(found.reservedBytes()).isPositive();
    }

    @Test
    void leavesNothingUnexplainedWhereEverythingIsSeen() throws Exception {
        Path top = mounts.image("top", "ext4", "32M", EXACT);
        Shell.run(top, "mkdir -p d/e; seq 2000 | while read n; do echo $n; done > d/text; cp d/text d/e; ln -s d l");

        Reconciliation found = reconcile(top, Scope.WHOLE);

        assertThat(found.differenceBytes()).isZero();
        assertThat(found.unexplainedBytes()).isZero();
    }

    @Test
    void saysThatMoreLiesOutsideARootThatIsNotTheWholeVolume() throws Exception {
        Path top = mounts.image("top", "ext4", "32M", EXACT);
        Files.createDirectories(top.resolve("part"));
        Files.write(top.resolve("rest"), new byte[BLOCK]);

        Reconciliation found = reconcile(top.resolve("part"), Scope.WHOLE);

        assertThat(part(found, "outside-root").bytes()).isNull();
        assertThat(found.unexplainedBytes()).isEqualTo(used(top) - BLOCK);
    }

    @Test
    void knowsOutsideWhatOtherScansCounted() throws Exception {
        Path top = mounts.image("top", "ext4", "32M", EXACT);
        Files.createDirectories(top.resolve("part"));
        Files.createDirectories(top.resolve("other/inner"));
        Files.write(top.resolve("other/inner/file"), new byte[6 * BLOCK]);
        others = List.of(
                new OtherRoot(top + "/other", 6 * BLOCK, Instant.EPOCH),
                new OtherRoot(top + "/other/inner", 6 * BLOCK, Instant.EPOCH),
                new OtherRoot(top.toString(), 99 * BLOCK, Instant.EPOCH),
                new OtherRoot("/proc", 99 * BLOCK, Instant.EPOCH),
                new OtherRoot(top + "/gone", 99 * BLOCK, Instant.EPOCH));

        Reconciliation found = reconcile(top.resolve("part"), Scope.WHOLE);

        assertThat(part(found, "outside-root"))
                .isEqualTo(new Part(
                        "outside-root",
                        1,
                        6L * BLOCK,
                        "files counted by scans of " + top + "/other at 1970-01-01T00:00:00Z; the rest is unknown"));
    }

    @Test
    void comparesNothingWhereSeveralFilesystemsWereWalked() throws Exception {
        Path top = mounts.image("top", "ext4", "32M", EXACT);
        mounts.image("top/other", "ext4", "32M", EXACT);

        assertThat(attempt(top, new Scope(List.of(), List.of(), false))).isNull();
    }

    @Test
    void goesOnWithoutTheFiguresOfAVolumeThatIsGone() throws Exception {
        Path top = mounts.image("top", "ext4", "32M", EXACT);
        Surroundings around = new Surroundings(volumes, spec(top), Scope.WHOLE);

        Shell.run(Path.of("/"), "umount -l " + top);

        assertThat(around.end()).isNull();
        assertThat(around.reconciliation(Counts.NONE, null, List.of())).isNull();
        assertThat(around.volume(null).start().sizeBytes()).isPositive();
    }

    private Reconciliation reconcile(Path root, Scope scope) throws Exception {
        return Objects.requireNonNull(attempt(root, scope));
    }

    private @Nullable Reconciliation attempt(Path root, Scope scope) throws Exception {
        Shell.run(root, "sync -f .");
        Surroundings around = new Surroundings(volumes, spec(root), scope);
        Walk walk = new Walk(
                new WalkRequest(root, 2, 16, scope.selection(), around.boundaries(), Pace.UNLIMITED),
                LinuxSyscalls::new,
                Accounts.read(root.resolve("passwd"), root.resolve("group")),
                thread -> sink((EntryBatch batch) -> batch.rows = 0),
                thread -> sink((DirectoryBatch batch) -> batch.rows = 0));
        walk.run();
        Capacity end = around.end();
        return around.reconciliation(walk.counts(), end, others);
    }

    private static SnapshotSpec spec(Path root) {
        return new SnapshotSpec(new UUID(1, 1), "web-1", root, Instant.EPOCH);
    }

    private static Part part(Reconciliation found, String kind) {
        return found.parts().stream()
                .filter(part -> part.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static long used(Path top) {
        return Long.parseLong(Shell.run(top, "df -B1 --output=used . | tail -1").strip());
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
