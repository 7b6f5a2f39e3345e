package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.testing.Mounts;
import io.tidemark.scan.testing.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Walks over filesystems that are unusual, full, damaged, or taken away meanwhile.
class RealFilesystemTest {

    private static final int DIRECTORIES = 200;

    @RegisterExtension
    final Mounts mounts = new Mounts();

    @ParameterizedTest
    @CsvSource({
        "ext4, 17592186040320, 1901-12-13T20:45:52Z, 2446-05-10T22:38:55Z",
        "xfs, 9223372036854775807, 1901-12-13T20:45:52Z, 2486-07-02T20:20:24Z"
    })
    void recordsWhateverAFileCanBe(String type, long largest, Instant earliest, Instant latest) throws Exception {
        Path top = small(type);
        Shell.run(top, "mknod char c 1 3; mknod block b 7 99; mkfifo fifo; ln -s nowhere link");
        Shell.run(
                top,
                "truncate -s " + largest + " sparse; touch -d " + earliest + " early; touch -d " + latest + " late");
        Shell.run(top, "echo x > fixed; chattr +i fixed");
        makeAnyName(top);

        Found found = walk(top, Pace.UNLIMITED);

        assertThat(found.entry("char").type()).isEqualTo(EntryType.CHAR.code());
        assertThat(found.entry("block").type()).isEqualTo(EntryType.BLOCK.code());
        assertThat(found.entry("fifo").type()).isEqualTo(EntryType.FIFO.code());
        assertThat(found.entry("link").type()).isEqualTo(EntryType.SYMLINK.code());
        assertThat(found.entry("sparse").size()).isEqualTo(largest);
        assertThat(found.entry("sparse").allocated()).isZero();
        assertThat(found.entry("early").modified()).isEqualTo(earliest.getEpochSecond() * 1_000_000);
        assertThat(found.entry("late").modified()).isEqualTo(latest.getEpochSecond() * 1_000_000);
        assertThat(found.entry("fixed").size()).isEqualTo(2);
        assertThat(found.entries).filteredOn(Found.Entry::raw).hasSize(1);
        assertThat(found.walk.counts().failed()).isZero();
        assertThat(found.walk.counts().allocatedBytes() + found.walk.counts().directoryAllocatedBytes())
                .isEqualTo(
                        Long.parseLong(Shell.run(top, "du -s -B1 . | cut -f1").strip()));
        Shell.run(top, "chattr -i fixed");
    }

    @Test
    void saysTheLargestNumberWhereASumIsLarger() throws Exception {
        Path top = small("xfs");
        Shell.run(top, "for n in 1 2 3; do truncate -s 9223372036854775807 $n; done; mkdir d; truncate -s 5 d/more");

        Found found = walk(top, Pace.UNLIMITED);

        assertThat(found.walk.counts().sizeBytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(found.directory(top).totalSize()).isEqualTo(Long.MAX_VALUE);
        assertThat(found.directory(top.resolve("d")).totalSize()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs"})
    void goesOnWhenTheVolumeBecomesReadOnly(String type) throws Exception {
        Path top = filled(type);

        Found found = walk(top, onceMidway(() -> Shell.run(top, "mount -o remount,ro .")));

        assertThat(found.entries).hasSize(DIRECTORIES);
        assertThat(found.walk.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs"})
    void walksAVolumeWithoutAnyRoom(String type) throws Exception {
        Path top = filled(type);
        Shell.attempt(top, "cat /dev/zero > fill; mkdir -p more; seq 3000 | (cd more && xargs mkdir)");

        Found found = walk(top, Pace.UNLIMITED);

        assertThat(found.walk.counts().failed()).isZero();
        assertThat(found.entry("fill").size()).isPositive();
    }

    /// The medium loses all but its first part.
    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs"})
    void recordsWhatCannotBeReadAnyMore(String type) throws Exception {
        Path top = filled(type);
        Path image = mounts.folder().resolve("image-0");
        Shell.run(mounts.folder(), "umount top");
        mounts.mount("top", "-o loop " + image);

        Found found = walk(top, onceMidway(() -> Shell.run(mounts.folder(), "truncate -s 64K " + image)));

        assertFailedHalfway(found, top);
    }

    @Test
    void recordsAVolumeThatWasShutDown() throws Exception {
        assumeTrue(Shell.attempt(Path.of("/"), "command -v xfs_io").status() == 0, "needs xfs_io");
        Path top = filled("xfs");

        Found found = walk(top, onceMidway(() -> Shell.run(top, "xfs_io -x -c shutdown .")));

        assertFailedHalfway(found, top);
    }

    private static void assertFailedHalfway(Found found, Path top) {
        Counts counts = found.walk.counts();
        assertThat(counts.failed()).isPositive();
        assertThat(counts.coverage()).isBetween(0.01, 0.99);
        assertThat(found.walk.errors()).extracting(ErrorKind::kind).containsOnly("input-output");
        assertThat(found.directory(top).totalFiles()).isEqualTo(counts.entries());
        assertThat(found.directory(top).totalDirectories()).isEqualTo(counts.directories() - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs"})
    void finishesAVolumeThatIsUnmountedLazily(String type) throws Exception {
        Path top = filled(type);

        Found found = walk(top, onceMidway(() -> Shell.run(Path.of("/"), "umount -l " + top)));

        assertThat(found.entries).hasSize(DIRECTORIES);
        assertThat(found.walk.errors()).isEmpty();
    }

    @Test
    void recordsADamagedDirectoryAndReadsTheOthers() throws Exception {
        Path top = mounts.image("top", "ext4", "32M", "-b 4096");
        Shell.run(top, "mkdir good bad; touch good/file; cd bad; seq 500 | xargs touch");
        Path image = mounts.folder().resolve("image-0");
        String block = Shell.run(mounts.folder(), "umount top && debugfs -R 'blocks /bad' " + image + " 2>/dev/null")
                .strip()
                .split(" ", -1)[1];
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
            channel.write(
                    ByteBuffer.wrap("damaged".repeat(20).getBytes(StandardCharsets.UTF_8)),
                    Long.parseLong(block) * 4096 + 100);
        }
        mounts.mount("top", "-o loop " + image);

        Found found = walk(top, Pace.UNLIMITED);

        assertThat(found.directory(top.resolve("bad")).error()).isEqualTo("input-output");
        assertThat(found.entry("file").directory()).isEqualTo(top + "/good");
        assertThat(found.walk.counts().failedDirectories()).isEqualTo(1);
    }

    @Test
    void endsWhateverHappensToTheTreeMeanwhile() throws Exception {
        Path root = Files.createDirectory(mounts.folder().resolve("busy"));
        Shell.run(root, "mkdir stays; cd stays; seq 3000 | xargs touch; cd ..; seq 200 | xargs mkdir");
        AtomicBoolean over = new AtomicBoolean();
        Thread churn = Thread.ofPlatform().start(() -> churn(root, over));

        Found found;
        try {
            found = walk(root, Pace.UNLIMITED);
            for (int i = 0; i < 5; i++) {
                found = walk(root, Pace.UNLIMITED);
            }
        } finally {
            over.set(true);
            churn.join();
        }

        assertThat(found.directory(root.resolve("stays")).totalFiles()).isEqualTo(3000);
        assertThat(found.walk.errors()).extracting(ErrorKind::kind).isSubsetOf("vanished", "changed");
    }

    @Test
    void neverLeavesTheTreeThroughALinkThatTakesADirectorysPlace() throws Exception {
        Path outside = Files.createDirectories(mounts.folder().resolve("outside/d"));
        Files.writeString(outside.resolve("secret"), "1");
        Path root = Files.createDirectory(mounts.folder().resolve("inside"));
        AtomicBoolean over = new AtomicBoolean();
        Thread swap = Thread.ofPlatform().start(() -> swap(root, outside, over));

        try {
            for (int i = 0; i < 300; i++) {
                Found found = walk(root, Pace.UNLIMITED);
                assertThat(found.entries).extracting(Found.Entry::name).doesNotContain("secret");
            }
        } finally {
            over.set(true);
            swap.join();
        }
    }

    private Path small(String type) {
        return type.equals("xfs")
                ? mounts.image("top", "xfs", "320M", "")
                : mounts.image("top", type, "48M", "-b 4096");
    }

    private Path filled(String type) {
        Path top = small(type);
        Shell.run(top, "for n in $(seq " + DIRECTORIES + "); do mkdir -p $n/d; echo $n > $n/d/file; done");
        return top;
    }

    private static Found walk(Path root, Pace pace) throws Exception {
        // Where something happens midway, no other thread may be through by then.
        int threads = pace == Pace.UNLIMITED ? 2 : 1;
        return Found.in(
                new WalkRequest(root, threads, 16, Selection.ALL, Boundaries.ONE_FILESYSTEM, pace), LinuxSyscalls::new);
    }

    /// Does something once, when some of the tree has been walked.
    private static Pace onceMidway(Runnable fault) {
        AtomicInteger looks = new AtomicInteger();
        return new Pace() {
            @Override
            public void begin() {}

            @Override
            public void after(int calls) {
                if (looks.incrementAndGet() == DIRECTORIES / 4) {
                    fault.run();
                }
            }
        };
    }

    /// A name of every byte there can be.
    private static void makeAnyName(Path top) {
        String octal = IntStream.rangeClosed(1, 255)
                .filter(b -> b != '/')
                .mapToObj(b -> "\\" + Integer.toOctalString(01000 + b).substring(1))
                .collect(Collectors.joining());
        Shell.run(top, "name=$(printf '" + octal + "_'); : > \"${name%_}\"");
    }

    private static void churn(Path root, AtomicBoolean over) {
        try {
            for (int i = 0; !over.get(); i++) {
                Path one = root.resolve(Integer.toString(1 + i % 200));
                Path inside = Files.createDirectories(one.resolve("sub/deep")).resolve("file");
                Files.writeString(inside, "x".repeat(i % 1000));
                try (RandomAccessFile grows = new RandomAccessFile(inside.toFile(), "rw")) {
                    grows.setLength(i % 100_000);
                }
                Files.move(one.resolve("sub"), root.resolve("moved"), StandardCopyOption.ATOMIC_MOVE);
                Files.delete(root.resolve("moved/deep/file"));
                Files.delete(root.resolve("moved/deep"));
                Files.delete(root.resolve("moved"));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void swap(Path root, Path outside, AtomicBoolean over) {
        try {
            while (!over.get()) {
                Path place = Files.createDirectories(root.resolve("d"));
                Files.move(place, root.resolve("away"), StandardCopyOption.ATOMIC_MOVE);
                Files.createSymbolicLink(place, outside);
                Files.delete(place);
                Files.delete(root.resolve("away"));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
