package io.tidemark.scan.snapshot;

import io.tidemark.scan.parquet.DuckDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// Kills agents at random moments and holds what their successors deliver against an uninterrupted snapshot. More
/// moments than usual: `-Dtidemark.kills=200`.
class KilledScanTest {

    private static final System.Logger LOG = System.getLogger(KilledScanTest.class.getName());
    private static final int SCANS = Integer.getInteger("tidemark.kills", 6);
    private static final int DIRECTORIES = 1500;
    private static final int FILES = 10;

    /// Of what was finished, each time.
    private static final double AGAIN = 0.05;

    /// Beside that: the interval between two checkpoints, writing one, and what a busy machine adds.
    private static final double AGAIN_MILLIS = 250;

    private static final String ENTRIES = "SELECT %s FROM 'DIR/entries-*.parquet' AS rows";
    private static final String DIRECTORY_ROWS = "SELECT %s FROM 'DIR/directories-*.parquet' AS rows";

    @TempDir
    Path temporary;

    private Path root = Path.of("/");
    private Path count = Path.of("/");
    private double wholeMillis;

    @Test
    void deliversWhatAnUninterruptedScanDelivers() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        root = makeTree(Files.createDirectory(temporary.resolve("root")), random);
        count = temporary.resolve("count");
        Path whole = Files.createDirectory(temporary.resolve("whole"));
        run(whole, 1, Long.MAX_VALUE, "sealed");
        run(Files.createDirectory(temporary.resolve("again")), 1, Long.MAX_VALUE, "sealed");
        double worst = 0;
        double sum = 0;

        for (int i = 0; i < SCANS; i++) {
            double again = killAndCompare(whole, i, random, "seed " + seed + ", scan " + i);
            worst = Math.max(worst, again);
            sum += again;
        }

        LOG.log(
                System.Logger.Level.INFO,
                "{0} scans killed, {1} % of the directories read again on average, {2} % at most; a whole scan {3} ms",
                SCANS,
                sum / SCANS * 100,
                worst * 100,
                wholeMillis);
    }

    /// @return the share of directories that were read more than once
    private double killAndCompare(Path whole, int number, Random random, String what) throws Exception {
        int threads = number % 2 == 0 ? 1 : 3;
        int kills = 1 + random.nextInt(2);
        Path folder = Files.createDirectory(temporary.resolve("scan-" + number));
        Files.deleteIfExists(count);
        for (int kill = 0; kill < kills; kill++) {
            if (number % 5 == 4) {
                run(folder, threads, random.nextLong(12), "sealing");
            } else {
                run(folder, threads, random.nextLong((long) wholeMillis / threads + 50), "walking");
            }
        }
        run(folder, threads, Long.MAX_VALUE, "sealed");
        compare(whole, folder, threads == 1, what);
        double again = (double) directoriesRead() / (DIRECTORIES + 1) - 1;
        assertThat(again).as(what).isLessThan(kills * (AGAIN + threads * AGAIN_MILLIS / wholeMillis));
        DurableFiles.delete(folder);
        return again;
    }

    private void compare(Path whole, Path folder, boolean alike, String what) throws Exception {
        Manifest expected = SnapshotFolder.manifest(whole);
        Manifest manifest = SnapshotFolder.manifest(folder);
        assertThat(manifest.counts()).as(what).isEqualTo(expected.counts());
        assertThat(manifest.errors()).as(what).isEqualTo(expected.errors());
        assertThat(manifest.coverage()).as(what).isEqualTo(1.0);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.count()).as(what).isEqualTo(manifest.files().size() + 1L);
        }
        for (Manifest.Part part : manifest.files()) {
            assertThat(texts("SELECT count(*) FROM 'DIR/" + part.file() + "'", folder))
                    .as(what)
                    .containsExactly(Long.toString(part.rows()));
        }
        if (alike) {
            assertSame(ENTRIES.formatted("rows::VARCHAR"), "", whole, folder, what);
            assertSame(DIRECTORY_ROWS.formatted("rows::VARCHAR"), "", whole, folder, what);
        } else {
            String entries = "concat_ws('|', directory, name, type, size, modified, inode, links)";
            assertSame(ENTRIES.formatted(entries), " ORDER BY 1", whole, folder, what);
            String directories = "concat_ws('|', path, parent, files, directories, total_files, total_directories)";
            assertSame(DIRECTORY_ROWS.formatted(directories), " ORDER BY 1", whole, folder, what);
            String sums = "concat_ws('|', count(*) FILTER (counted), sum(size) FILTER (counted))";
            assertSame(ENTRIES.formatted(sums), "", whole, folder, what);
            String total = "concat_ws('|', sum(size), max(total_size), max(newest_modified))";
            assertSame(DIRECTORY_ROWS.formatted(total), "", whole, folder, what);
        }
    }

    private static void assertSame(String sql, String order, Path whole, Path folder, String what) throws Exception {
        assertThat(texts(sql + order, folder)).as(what).isEqualTo(texts(sql + order, whole));
    }

    private static List<String> texts(String sql, Path folder) throws Exception {
        return DuckDb.texts(sql.replace("DIR", folder.toString()));
    }

    /// Starts an agent and kills it `millis` after it has said a word, or lets it end.
    private void run(Path folder, int threads, long millis, String word) throws Exception {
        Process agent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledAgent.class.getName(),
                        root.toString(),
                        folder.toString(),
                        Integer.toString(threads),
                        count.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = agent.inputReader()) {
            List<String> said = new ArrayList<>();
            String line = output.readLine();
            long walking = System.nanoTime();
            while (line != null) {
                said.add(line);
                if (line.equals(word)) {
                    Thread.sleep(millis);
                    agent.toHandle().destroyForcibly();
                }
                line = output.readLine();
            }
            int exit = agent.waitFor();
            if (word.equals("sealed")) {
                assertThat(exit).as("%s", said).isZero();
                wholeMillis = wholeMillis == 0 || folder.endsWith("again")
                        ? (System.nanoTime() - walking) / 1e6
                        : wholeMillis;
            }
        }
    }

    private long directoriesRead() throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(count))) {
            return ByteBuffer.wrap(in.readNBytes(Long.BYTES))
                    .order(ByteOrder.nativeOrder())
                    .getLong();
        }
    }

    /// Some directories deep, some broad, some empty; files with several names far from each other.
    private static Path makeTree(Path root, Random random) throws IOException {
        List<Path> directories = new ArrayList<>(List.of(root));
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < DIRECTORIES; i++) {
            Path above = directories.get(
                    random.nextInt(3) == 0 ? directories.size() - 1 : random.nextInt(directories.size()));
            directories.add(Files.createDirectory(above.resolve("d" + i)));
            for (int file = random.nextInt(2 * FILES); file > 0; file--) {
                Path path = directories.getLast().resolve("näme" + file + ".txt");
                if (files.isEmpty() || random.nextInt(10) > 0) {
                    files.add(Files.write(path, "x".repeat(random.nextInt(9)).getBytes(StandardCharsets.UTF_8)));
                } else {
                    Files.createLink(path, files.get(random.nextInt(files.size())));
                }
            }
        }
        return root;
    }
}
