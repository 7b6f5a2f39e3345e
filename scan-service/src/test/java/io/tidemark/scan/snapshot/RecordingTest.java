package io.tidemark.scan.snapshot;

import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.testing.Shell;
import io.tidemark.scan.throttle.DurationExceeded;
import io.tidemark.scan.throttle.Machine;
import io.tidemark.scan.throttle.Policies;
import io.tidemark.scan.throttle.Throttle;
import io.tidemark.scan.volume.Capacity;
import io.tidemark.scan.volume.Volumes;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CancellationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class RecordingTest {

    private static final Instant NOW = Instant.parse("2026-11-21T05:00:00.123456Z");
    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");

    @TempDir
    Path temporary;

    private Path root = Path.of("/");
    private Path folder = Path.of("/");

    @BeforeEach
    void makeFolders() throws Exception {
        root = Files.createDirectories(temporary.resolve("root"));
        folder = Files.createDirectories(temporary.resolve("snapshot"));
    }

    @Test
    void writesEntriesThatAnyParquetReaderUnderstands() throws Exception {
        Files.writeString(root.resolve("a.txt"), "hello");
        Files.createSymbolicLink(root.resolve("b"), Path.of("a.txt"));

        record();

        assertThat(query("SELECT name, extension, type, size, counted, owner = '" + owner()
                        + "', raw_name IS NULL, modified BETWEEN '2000-01-01' AND now()::TIMESTAMPTZ FROM "
                        + "'entries-00000.parquet'"))
                .containsExactly("a.txt|txt|file|5|true|true|true|true", "b||symlink|5|true|true|true|true");
        assertThat(query("SELECT DISTINCT directory FROM 'entries-00000.parquet'"))
                .containsExactly(root.toString());
    }

    @Test
    void numbersTheFieldsInTheOrderOfTheContract() throws Exception {
        record();

        assertThat(query("SELECT name || ':' || field_id FROM parquet_schema('entries-00000.parquet') "
                        + "WHERE field_id IS NOT NULL"))
                .containsExactly(
                        "directory:1",
                        "name:2",
                        "raw_name:3",
                        "extension:4",
                        "type:5",
                        "size:6",
                        "allocated:7",
                        "modified:8",
                        "accessed:9",
                        "changed:10",
                        "created:11",
                        "uid:12",
                        "gid:13",
                        "owner:14",
                        "group_name:15",
                        "mode:16",
                        "inode:17",
                        "device:18",
                        "links:19",
                        "counted:20");
        assertThat(query("SELECT name FROM parquet_schema('directories-00000.parquet') WHERE field_id IS NOT NULL"))
                .containsExactly(
                        "path",
                        "parent",
                        "depth",
                        "files",
                        "directories",
                        "size",
                        "allocated",
                        "total_files",
                        "total_directories",
                        "total_size",
                        "total_allocated",
                        "newest_modified",
                        "newest_accessed",
                        "modified",
                        "uid",
                        "gid",
                        "owner",
                        "group_name",
                        "mode",
                        "inode",
                        "device",
                        "error",
                        "own_size",
                        "own_allocated");
        assertThat(query("SELECT DISTINCT compression FROM parquet_metadata('entries-00000.parquet')"))
                .isSubsetOf("ZSTD");
    }

    @Test
    void hasTheTypesThatHistoryAsksFor() throws Exception {
        record();

        assertThat(query("SELECT column_type, string_agg(column_name, ' ') FROM "
                        + "(DESCRIBE FROM 'entries-00000.parquet') GROUP BY 1 ORDER BY 1"))
                .containsExactly(
                        "BIGINT|size allocated uid gid inode device links",
                        "BLOB|raw_name",
                        "BOOLEAN|counted",
                        "INTEGER|mode",
                        "TIMESTAMP WITH TIME ZONE|modified accessed changed created",
                        "VARCHAR|directory name extension type owner group_name");
        assertThat(query("SELECT column_type, string_agg(column_name, ' ') FROM "
                        + "(DESCRIBE FROM 'directories-00000.parquet') GROUP BY 1 ORDER BY 1"))
                .containsExactly(
                        "BIGINT|files directories size allocated total_files total_directories total_size"
                                + " total_allocated uid gid inode device own_size own_allocated",
                        "INTEGER|depth mode",
                        "TIMESTAMP WITH TIME ZONE|newest_modified newest_accessed modified",
                        "VARCHAR|path parent owner group_name error");
    }

    @Test
    void keepsRawBytesOnlyWhereTheNameIsNoText() throws Exception {
        Process touch = new ProcessBuilder("sh", "-c", ": > \"$(printf 'caf\\351')\"; : > plain")
                .directory(root.toFile())
                .start();
        assertThat(touch.waitFor()).isZero();

        record();

        assertThat(query("SELECT name, hex(raw_name) FROM 'entries-00000.parquet'"))
                .containsExactly("caf\\xE9|636166E9", "plain|null");
    }

    @Test
    void describesTheFilesAsTheyAre() throws Exception {
        Files.writeString(root.resolve("a"), "hello");
        Files.createDirectories(root.resolve("b/c"));

        Manifest manifest = record();

        assertThat(manifest.snapshotId()).isEqualTo(ID);
        assertThat(manifest.startedAt()).isEqualTo(NOW);
        assertThat(manifest.counts().entries()).isEqualTo(1);
        assertThat(manifest.counts().directories()).isEqualTo(3);
        assertThat(manifest.counts().sizeBytes()).isEqualTo(5);
        assertThat(manifest.coverage()).isEqualTo(1.0);
        assertThat(manifest.volume().start().sizeBytes()).isPositive();
        assertThat(manifest.files()).extracting(Manifest.Part::kind).containsExactly("entries", "directories");
        for (Manifest.Part part : manifest.files()) {
            byte[] content = Files.readAllBytes(folder.resolve(part.file()));
            assertThat(part.bytes()).isEqualTo(content.length);
            assertThat(part.sha256())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
            assertThat(query("SELECT count(*) FROM '" + part.file() + "'")).containsExactly(Long.toString(part.rows()));
        }
        assertThat(SnapshotFolder.manifest(folder)).isEqualTo(manifest);
        assertThat(query("SELECT sum(own_size) = " + manifest.counts().directoryBytes()
                        + " AND sum(own_allocated) = " + manifest.counts().directoryAllocatedBytes()
                        + " FROM 'directories-00000.parquet'"))
                .containsExactly("true");
    }

    @Test
    void leavesNothingButTheFilesItNames() throws Exception {
        record();

        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("entries-00000.parquet", "directories-00000.parquet", "manifest.json");
        }
    }

    @Test
    void beginsAnotherFileWhereOneWouldGrowTooLarge() throws Exception {
        Process touch = new ProcessBuilder("sh", "-c", "seq 40000 | md5sum >/dev/null; seq 40000 | xargs touch")
                .directory(root.toFile())
                .start();
        assertThat(touch.waitFor()).isZero();

        Manifest manifest = record(new WriterLimits(2048, 1 << 16));

        List<Manifest.Part> parts = manifest.files().stream()
                .filter(p -> p.kind().equals("entries"))
                .toList();
        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(parts.get(1).file()).isEqualTo("entries-00001.parquet");
        assertThat(parts.stream().mapToLong(Manifest.Part::rows).sum()).isEqualTo(40000);
        assertThat(query("SELECT count(DISTINCT name) FROM 'entries-*.parquet'"))
                .containsExactly("40000");
    }

    @Test
    void beginsAnewWhereTheCheckpointIsDamagedOrOfAnotherFormOrTooOld() throws Exception {
        Files.writeString(root.resolve("a"), "hello");
        CheckpointHead head = CheckpointHead.of(spec(root), "1.0.0", new Capacity(1, 1, 1, 1, 1, 1), null);
        for (CheckpointHead other : List.of(
                head,
                CheckpointHead.of(spec(root), "0.9.0", head.start(), null),
                CheckpointHead.of(
                        new SnapshotSpec(ID, "web-1", root, NOW.minus(Duration.ofHours(25))),
                        "1.0.0",
                        head.start(),
                        null))) {
            CheckpointFile.write(folder, other, out -> out.writeInt(0));
            Files.writeString(folder.resolve("entries-00000.parquet"), "half");

            Manifest manifest = record();

            assertThat(manifest.resumed()).isZero();
            assertThat(manifest.counts().entries()).isEqualTo(1);
        }
        CheckpointFile.write(folder, head, out -> out.writeInt(0));
        byte[] damaged = Files.readAllBytes(folder.resolve("checkpoint"));
        damaged[20] ^= 1;
        Files.write(folder.resolve("checkpoint"), damaged);
        assertThat(record().counts().entries()).isEqualTo(1);
    }

    @Test
    void countsTimeAndCostOfTheRunsBefore() throws Exception {
        Shell.run(root, "for n in $(seq 400); do mkdir $n; done");
        interruptAfter(Duration.ofSeconds(1));
        Throttle over = new Throttle(Machine.real(), Policies.change("longest", "\"PT1S\""), "0:0");

        assertThatThrownBy(() ->
                        recorder(frequent()).prepare(spec(root), folder, over).walk())
                .hasCauseInstanceOf(DurationExceeded.class);

        Manifest manifest = record(frequent());
        assertThat(manifest.resumed()).isPositive();
        assertThat(manifest.counts().directories()).isEqualTo(401);
        assertThat(manifest.cost().elapsedSeconds()).isGreaterThan(1);
        assertThat(manifest.cost().waitedSeconds()).isPositive();
        assertThat(manifest.cost().cpuSeconds()).isPositive();
        assertThat(manifest.cost().systemCalls()).isGreaterThan(2 * 401);
        assertThat(manifest.cost().notes())
                .containsExactly("includes what earlier runs of the scan used, up to their last checkpoints");
    }

    @Test
    void countsTheCostOfARunItCannotGoOnWith() throws Exception {
        Shell.run(root, "for n in $(seq 400); do mkdir $n; done");
        interruptAfter(Duration.ofMillis(200));
        Recorder newer = recorder(frequent(), 2, "1.0.1");

        Recording anew = newer.prepare(spec(root), folder, throttle());
        anew.walk();
        Manifest manifest = anew.seal(List.of());

        assertThat(manifest.resumed()).isZero();
        assertThat(manifest.cost().elapsedSeconds()).isGreaterThan(0.2);
        assertThat(manifest.cost().notes()).singleElement().asString().startsWith("includes what earlier runs");
    }

    /// Walks slowly until a checkpoint says that it has walked for so long.
    private void interruptAfter(Duration walked) throws Exception {
        Throttle slow = new Throttle(Machine.real(), Policies.calls(200), "0:0");
        Recording recording = recorder(frequent()).prepare(spec(root), folder, slow);
        Thread walking = Thread.ofPlatform().start(() -> {
            try {
                recording.walk();
            } catch (IOException | CancellationException e) {
                // It is interrupted.
            }
        });
        while (walkedUpToTheCheckpoint() < walked.toNanos()) {
            Thread.sleep(10);
        }
        recording.cancel();
        walking.join();
    }

    private long walkedUpToTheCheckpoint() throws IOException {
        if (!CheckpointFile.isIn(folder)) {
            return 0;
        }
        try (CheckpointFile.Opened opened = CheckpointFile.open(folder)) {
            return Objects.requireNonNull(opened.head().walked()).nanos();
        }
    }

    private static WriterLimits frequent() {
        return new WriterLimits(61440, 1 << 30, Duration.ofMillis(20), Duration.ofDays(1));
    }

    @Test
    void isNoSnapshotWhenCancelled() {
        Recording recording = recorder(limits()).prepare(spec(root), folder, throttle());

        recording.cancel();

        assertThatThrownBy(recording::walk).isInstanceOf(CancellationException.class);
        assertThat(SnapshotFolder.isSealed(folder)).isFalse();
    }

    @Test
    void tellsThatAccessTimesStayed() throws Exception {
        record(limits());

        String manifest = Files.readString(folder.resolve("manifest.json"));
        assertThat(manifest.replaceAll("\\s", ""))
                .contains("\"noAccessTime\":{\"mode\":\"noatime\",\"fallbackDirectories\":0}");
    }

    @Test
    void refusesMoreThreadsThanItHasRoomFor() {
        assertThatThrownBy(() -> recorder(limits(), 65))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scan.threads must be from 1 to 64 and scan.descriptors at least 1");
    }

    @Test
    void failsForARootThatIsGone() {
        Recording recording = recorder(limits()).prepare(spec(temporary.resolve("gone")), folder, throttle());

        assertThatThrownBy(recording::walk).isInstanceOf(IOException.class).hasMessageContaining("does not exist");
    }

    @Test
    void failsWithoutHangingWhenTheFolderCannotBeWritten() throws Exception {
        Path blocked =
                Files.writeString(temporary.resolve("file"), "in the way").resolve("folder");
        Recording recording = recorder(limits()).prepare(spec(root), blocked, throttle());

        assertThatThrownBy(recording::walk).isInstanceOf(IOException.class).hasMessageContaining("cannot write tables");
    }

    @Test
    void failsOnceAndClearlyWhenTheDiskIsFull() throws Exception {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "none", folder.toString()) == 0, "needs root");
        try {
            Random random = new Random(1);
            for (int i = 0; i < 8000; i++) {
                byte[] name = new byte[20];
                random.nextBytes(name);
                Files.createFile(root.resolve(HexFormat.of().formatHex(name)));
            }
            Recording recording = recorder(new WriterLimits(2048, 1 << 30)).prepare(spec(root), folder, throttle());

            assertThatThrownBy(recording::walk)
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot write tables: No space left on device");

            assertThat(SnapshotFolder.isSealed(folder)).isFalse();
        } finally {
            run("umount", folder.toString());
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).start().waitFor();
    }

    private Manifest record() throws IOException {
        return record(limits());
    }

    private Manifest record(WriterLimits limits) throws IOException {
        Recording recording = recorder(limits).prepare(spec(root), folder, throttle());
        recording.walk();
        return recording.seal(List.of());
    }

    private static WriterLimits limits() {
        return new WriterLimits(61440, 1 << 30);
    }

    private static SnapshotSpec spec(Path root) {
        return new SnapshotSpec(ID, "web-1", root, NOW);
    }

    private static Recorder recorder(WriterLimits limits) {
        return recorder(limits, 2);
    }

    private static Recorder recorder(WriterLimits limits, int threads) {
        return recorder(limits, threads, "1.0.0");
    }

    private static Recorder recorder(WriterLimits limits, int threads, String version) {
        return new Recorder(
                LinuxSyscalls::new,
                new Volumes(LinuxSyscalls::new, Path.of("/proc/self/mountinfo")),
                InstantSource.fixed(NOW),
                threads,
                64,
                limits,
                Path.of("/etc/passwd"),
                Path.of("/etc/group"),
                version);
    }

    private static String owner() {
        return System.getProperty("user.name");
    }

    private List<String> query(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery(sql.replaceAll("'([a-z]+-[0-9*]+\\.parquet)'", "'" + folder + "/$1'"))) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getObject(i)));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    private static Throttle throttle() {
        return new Throttle(Machine.real(), Policies.FULL, "0:0");
    }
}
