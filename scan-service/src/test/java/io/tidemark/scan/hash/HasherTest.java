package io.tidemark.scan.hash;

import io.tidemark.scan.syscall.Attributes;
import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.syscall.Syscalls;
import io.tidemark.scan.testing.Mounts;
import io.tidemark.scan.testing.Shell;
import io.tidemark.scan.volume.MountTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// On real filesystems.
class HasherTest {

    private static final UUID JOB = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final long MIB = 1 << 20;

    @RegisterExtension
    final Mounts mounts = new Mounts();

    @TempDir
    Path temporary;

    private Path folder = Path.of("/");
    private Path state = Path.of("/");
    private long bytesRead;
    private Runnable onRead = () -> {};

    @BeforeEach
    void place() throws IOException {
        folder = temporary.toRealPath();
        state = Files.createDirectory(folder.resolve("state"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4095, 4096, 8191, 8192, 8193, 524_288, 1_500_000})
    void hashesBeginningAndEndAndAll(int size) throws Exception {
        byte[] content = content(size);
        Path file = Files.write(folder.resolve("file"), content);

        HashAnswer partial = hash(task(file, HashStage.PARTIAL));
        HashAnswer full = hash(task(file, HashStage.FULL));

        byte[] pieces = new byte[Math.min(size, 8192)];
        System.arraycopy(content, 0, pieces, 0, Math.min(size, 4096));
        if (size > 4096) {
            System.arraycopy(content, Math.max(4096, size - 4096), pieces, 4096, pieces.length - 4096);
        }
        assertThat(partial.outcome()).isEqualTo(HashOutcome.HASHED);
        assertThat(partial.hash()).isEqualTo(sha256(pieces));
        assertThat(full.hash()).isEqualTo(sha256(content));
    }

    @Test
    void whatWasHashedOnceIsNotReadAgainUntilItChanges() throws Exception {
        Path file = Files.write(folder.resolve("file"), content(100_000));
        HashAnswer first = hash(task(file, HashStage.FULL));
        bytesRead = 0;

        HashAnswer again = hash(task(file, HashStage.FULL));

        assertThat(again).isEqualTo(first);
        assertThat(bytesRead).isZero();
        Files.write(file, new byte[] {1}, StandardOpenOption.WRITE);
        assertThat(hash(task(file, HashStage.FULL)).hash()).isNotEqualTo(first.hash());
        assertThat(bytesRead).isEqualTo(100_000);
    }

    @Test
    void aFileThatIsAnotherOneThanAskedForIsChanged() throws Exception {
        Path file = Files.write(folder.resolve("file"), content(10_000));
        HashTask task = task(file, HashStage.FULL);

        assertChanged(with(task, task.device() + 1, task.inode(), task.sizeBytes(), task.changed()));
        assertChanged(with(task, task.device(), task.inode() + 1, task.sizeBytes(), task.changed()));
        assertChanged(with(task, task.device(), task.inode(), task.sizeBytes() - 1, task.changed()));
        assertChanged(with(
                task,
                task.device(),
                task.inode(),
                task.sizeBytes(),
                task.changed().plus(1, ChronoUnit.MICROS)));
    }

    private void assertChanged(HashTask task) throws Exception {
        assertThat(hash(task)).isEqualTo(HashAnswer.not(task, HashOutcome.CHANGED));
        assertThat(bytesRead).isZero();
    }

    @ParameterizedTest
    @CsvSource({"append,x >> file", "cut,truncate -s 1000000 file", "touch,touch file", "replace,echo > file"})
    void aFileThatChangesWhileItIsReadIsChanged(String name, String change) throws Exception {
        Path file = Files.write(folder.resolve("file"), content(2_000_000));
        onRead = () -> Shell.attempt(folder, change.replace("x >>", "echo x >>"));

        HashAnswer answer = hash(task(file, HashStage.FULL));

        assertThat(answer.outcome()).as(name).isEqualTo(HashOutcome.CHANGED);
        assertThat(answer.hash()).isNull();
    }

    @Test
    void neverGoesThroughALinkOrIntoAnythingButAFile() throws Exception {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path file = Files.write(real.resolve("file"), content(10_000));
        Files.createSymbolicLink(folder.resolve("way"), real);
        Files.createSymbolicLink(real.resolve("link"), file);
        Shell.run(real, "mkfifo pipe");
        HashTask task = task(file, HashStage.FULL);

        assertThat(hash(at(task, folder + "/way/file")).outcome()).isEqualTo(HashOutcome.CHANGED);
        assertThat(hash(at(task, real + "/link")).outcome()).isEqualTo(HashOutcome.CHANGED);
        assertThat(hash(at(task, real + "/pipe")).outcome()).isEqualTo(HashOutcome.CHANGED);
        assertThat(hash(at(task, real.toString())).outcome()).isEqualTo(HashOutcome.CHANGED);
        assertThat(hash(at(task, real + "/../real/file")).outcome()).isEqualTo(HashOutcome.VANISHED);
        assertThat(hash(at(task, real + "/./file")).outcome()).isEqualTo(HashOutcome.VANISHED);
        assertThat(hash(at(task, real + "//file")).outcome()).isEqualTo(HashOutcome.VANISHED);
        assertThat(hash(at(task, "real/file")).outcome()).isEqualTo(HashOutcome.UNREADABLE);
        assertThat(hash(at(task, real + "/gone")).outcome()).isEqualTo(HashOutcome.VANISHED);
        assertThat(hash(at(task, "/" + "x/".repeat(3000) + "f")).outcome()).isEqualTo(HashOutcome.VANISHED);
        assertThat(hash(at(task, "/sys/kernel/uevent_seqnum")).outcome()).isEqualTo(HashOutcome.UNREADABLE);
        assertThat(bytesRead).isZero();
        assertThat(hash(task).outcome()).isEqualTo(HashOutcome.HASHED);
    }

    @Test
    void neverReadsWhatMayBeAStub() throws Exception {
        Shell.run(folder, "truncate -s 1G stub; head -c 100000 /dev/urandom > thin; truncate -s 1G thin");
        Shell.run(folder, "truncate -s 5000 tiny");

        assertThat(hash(task(folder.resolve("stub"), HashStage.PARTIAL)).outcome())
                .isEqualTo(HashOutcome.STUB);
        assertThat(hash(task(folder.resolve("thin"), HashStage.FULL)).outcome()).isEqualTo(HashOutcome.STUB);
        assertThat(hash(task(folder.resolve("tiny"), HashStage.FULL)).outcome()).isEqualTo(HashOutcome.STUB);
        assertThat(bytesRead).isZero();
    }

    @Test
    void findsNamesThatAreNoText() throws Exception {
        Shell.run(
                folder,
                "d=$(printf 'd\\351r'); mkdir \"$d\"; echo hello > \"$d/$(printf 'f\\377')\"; echo 'a\\xFFb' > plain");
        Shell.run(folder, "mkdir 'a\\xFFb'; echo hi > 'a\\xFFb/file'");
        String where = Shell.run(folder, "stat -c '%d %i %s %.6Z' d*/f*").strip();

        HashTask escaped =
                stat(where, folder + "/d\\xE9r/f\\xFF", Base64.getEncoder().encodeToString(new byte[] {'f', -1}));

        assertThat(hash(escaped).hash()).isEqualTo(sha256("hello\n".getBytes(StandardCharsets.UTF_8)));
        HashTask literal = stat(
                Shell.run(folder, "stat -c '%d %i %s %.6Z' 'a\\xFFb/file'").strip(), folder + "/a\\xFFb/file", null);
        assertThat(hash(literal).hash()).isEqualTo(sha256("hi\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void leavesTheTimeOfLastAccessAsItWas() throws Exception {
        Path disk = mounts.image("disk", "ext4", "32M", "-O ^has_journal");
        Shell.run(
                disk,
                "mount -o remount,strictatime . && head -c 100000 /dev/urandom > file && touch -a -d 2001-01-01 file");
        String before = Shell.run(disk, "stat -c %x file");

        HashAnswer answer = hash(task(disk.resolve("file"), HashStage.FULL));

        assertThat(answer.outcome()).isEqualTo(HashOutcome.HASHED);
        assertThat(Shell.run(disk, "stat -c %x file")).isEqualTo(before);
    }

    @Test
    void leavesThePageCacheAsItWas() throws Exception {
        Path disk = mounts.image("disk", "ext4", "64M", "");
        assumeTrue(Shell.attempt(disk, "command -v fincore").status() == 0, "needs fincore");
        Shell.run(disk, "head -c 8M /dev/urandom > cold; head -c 8M /dev/urandom > warm; sync");
        Shell.run(disk, "dd of=cold oflag=nocache conv=notrunc,fdatasync count=0 2>/dev/null; cat warm > /dev/null");
        assertThat(cached(disk, "cold")).isZero();

        hash(task(disk.resolve("cold"), HashStage.FULL));
        hash(task(disk.resolve("warm"), HashStage.FULL));

        assertThat(bytesRead).isEqualTo(16 * MIB);
        assertThat(cached(disk, "cold")).isZero();
        assertThat(cached(disk, "warm")).isEqualTo(8 * MIB);
    }

    private static long cached(Path disk, String file) {
        return Long.parseLong(Shell.run(disk, "fincore -b -n -o RES " + file).strip());
    }

    @ParameterizedTest
    @CsvSource({"xfs,300M,-m reflink=1", "btrfs,150M,''"})
    void tellsWhatReflinksShare(String type, String size, String options) throws Exception {
        Path disk = mounts.image("disk", type, size, options);
        Shell.run(
                disk,
                "head -c 4M /dev/urandom > one; cp --reflink=always one two; cp --reflink=never one copy;"
                        + " cp --reflink=always one half;"
                        + " dd if=/dev/urandom of=half bs=1M count=2 conv=notrunc 2>/dev/null; sync");

        HashAnswer one = hash(task(disk.resolve("one"), HashStage.FULL));
        HashAnswer two = hash(task(disk.resolve("two"), HashStage.FULL));
        HashAnswer copy = hash(task(disk.resolve("copy"), HashStage.FULL));
        HashAnswer half = hash(task(disk.resolve("half"), HashStage.FULL));

        assertThat(one.hash()).isEqualTo(two.hash()).isEqualTo(copy.hash());
        assertThat(two.layout()).isNotNull().isEqualTo(one.layout()).isNotEqualTo(copy.layout());
        assertThat(one.sharedBytes()).isEqualTo(4 * MIB);
        assertThat(one.exclusiveBytes()).isZero();
        assertThat(copy.sharedBytes()).isZero();
        assertThat(copy.exclusiveBytes()).isEqualTo(4 * MIB);
        assertThat(half.sharedBytes()).isEqualTo(2 * MIB);
        assertThat(half.exclusiveBytes()).isEqualTo(2 * MIB);
        assertThat(one.unclearBytes()).isZero();
    }

    @Test
    void whatABtrfsPacksOrKeepsInlineIsUnclear() throws Exception {
        Path disk = mounts.image("disk", "btrfs", "150M", "");
        Shell.run(
                disk,
                "mount -o remount,compress-force=zstd . && yes packed | head -c 1M > packed; echo tiny > tiny; sync");

        HashAnswer packed = hash(task(disk.resolve("packed"), HashStage.FULL));
        HashAnswer tiny = hash(task(disk.resolve("tiny"), HashStage.FULL));

        assertThat(packed.exclusiveBytes()).isZero();
        assertThat(packed.unclearBytes()).isEqualTo(MIB);
        assertThat(packed.layout()).isNull();
        assertThat(tiny.exclusiveBytes()).isZero();
        assertThat(tiny.unclearBytes()).isPositive();
    }

    @Test
    void aFilesystemWithoutAMapOfExtentsIsUnclear() throws Exception {
        Path memory = mounts.mount("memory", "-t tmpfs nothing");
        Path file = Files.write(memory.resolve("file"), content(50_000));

        HashAnswer answer = hash(task(file, HashStage.FULL));

        assertThat(answer.outcome()).isEqualTo(HashOutcome.HASHED);
        assertThat(answer.unclearBytes()).isEqualTo(50_000);
        assertThat(answer.exclusiveBytes()).isZero();
    }

    @Test
    void givesUpInTheMiddleOfAFile() throws Exception {
        Path file = Files.write(folder.resolve("file"), content(2_000_000));
        onRead = () -> {
            throw new IllegalStateException("asked too often");
        };

        assertThatThrownBy(() -> hash(task(file, HashStage.FULL), false)).isInstanceOf(Hasher.GivenUp.class);
    }

    private HashAnswer hash(HashTask task) throws Exception {
        return hash(task, true);
    }

    private HashAnswer hash(HashTask task, boolean goOn) throws Exception {
        Hasher.Brake brake = (calls, bytes) -> {
            bytesRead += bytes;
            if (bytes > 0 && goOn) {
                onRead.run();
            }
            return bytes == 0 || goOn;
        };
        try (HashCache cache = new HashCache(state, 64);
                Syscalls syscalls = new LinuxSyscalls();
                Hasher hasher = new Hasher(syscalls, MountTable.read(Path.of("/proc/self/mountinfo")), cache, brake)) {
            return hasher.hash(task);
        }
    }

    /// What a scan would have recorded of a file.
    private static HashTask task(Path file, HashStage stage) {
        try (Arena arena = Arena.ofConfined();
                Syscalls syscalls = new LinuxSyscalls()) {
            Attributes found = new Attributes(arena);
            int result = syscalls.attributes(Syscalls.WORKING_DIRECTORY, arena.allocateFrom(file.toString()), found);
            assertThat(result).isZero();
            return new HashTask(
                    JOB,
                    7,
                    file.toString(),
                    null,
                    found.device(),
                    found.inode(),
                    found.size(),
                    Instant.EPOCH.plus(found.changed(), ChronoUnit.MICROS),
                    stage);
        }
    }

    /// @param figures device, inode, size and time of change
    private static HashTask stat(String figures, String path, @Nullable String raw) {
        String[] words = figures.split(" ", -1);
        long micros = Long.parseLong(words[3].replace(".", ""));
        return new HashTask(
                JOB,
                7,
                path,
                raw,
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
                HashStage.FULL);
    }

    private static HashTask at(HashTask task, String path) {
        return new HashTask(
                JOB, 7, path, null, task.device(), task.inode(), task.sizeBytes(), task.changed(), task.stage());
    }

    private static HashTask with(HashTask task, long device, long inode, long size, Instant changed) {
        return new HashTask(JOB, 7, task.path(), null, device, inode, size, changed, task.stage());
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
