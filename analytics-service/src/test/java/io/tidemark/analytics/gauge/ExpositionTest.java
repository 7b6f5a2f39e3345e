package io.tidemark.analytics.gauge;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.source.Lens;
import io.tidemark.analytics.source.Lens.Rule;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.RandomFleet;
import io.tidemark.analytics.testing.SnapshotBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class ExpositionTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void listedFoldersAndTheRestAreAllThereIs() {
        bench.with(
                SnapshotBuilder.of("alpha", "/data")
                        .file("/data/x/a", 5000)
                        .file("/data/x/y/b", 100)
                        .file("/data/\"q\"\\/c", 900)
                        .file("/data/d", 7),
                SnapshotBuilder.of("beta", "/data").file("/data/small/e", 3));

        String text = text(2, Selection.EVERYTHING, true);

        assertThat(text).isEqualTo("""
                # HELP tidemark_folder_size_bytes Bytes below a folder, each inode once
                # TYPE tidemark_folder_size_bytes gauge
                # UNIT tidemark_folder_size_bytes bytes
                tidemark_folder_size_bytes{server="alpha",root="/data",folder="/data/x"} 5100
                tidemark_folder_size_bytes{server="alpha",root="/data",folder="/data/\\"q\\"\\\\"} 900
                # HELP tidemark_folder_rest_size_bytes Bytes below a folder, each inode once, of all that is not listed
                # TYPE tidemark_folder_rest_size_bytes gauge
                # UNIT tidemark_folder_rest_size_bytes bytes
                tidemark_folder_rest_size_bytes 10
                # HELP tidemark_folder_allocated_bytes Bytes on disk below a folder, each inode once
                # TYPE tidemark_folder_allocated_bytes gauge
                # UNIT tidemark_folder_allocated_bytes bytes
                tidemark_folder_allocated_bytes{server="alpha",root="/data",folder="/data/x"} 12288
                tidemark_folder_allocated_bytes{server="alpha",root="/data",folder="/data/\\"q\\"\\\\"} 4096
                # HELP tidemark_folder_rest_allocated_bytes Bytes on disk below a folder, each inode once, of all that is not listed
                # TYPE tidemark_folder_rest_allocated_bytes gauge
                # UNIT tidemark_folder_rest_allocated_bytes bytes
                tidemark_folder_rest_allocated_bytes 8192
                # HELP tidemark_folder_entries Names below a folder
                # TYPE tidemark_folder_entries gauge
                tidemark_folder_entries{server="alpha",root="/data",folder="/data/x"} 2
                tidemark_folder_entries{server="alpha",root="/data",folder="/data/\\"q\\"\\\\"} 1
                # HELP tidemark_folder_rest_entries Names below a folder, of all that is not listed
                # TYPE tidemark_folder_rest_entries gauge
                tidemark_folder_rest_entries 2
                # HELP tidemark_folder_complete Whether every newest snapshot was read
                # TYPE tidemark_folder_complete gauge
                tidemark_folder_complete 1
                # HELP tidemark_folder_oldest_scan_timestamp_seconds When the oldest of the scans began, since 1970
                # TYPE tidemark_folder_oldest_scan_timestamp_seconds gauge
                # UNIT tidemark_folder_oldest_scan_timestamp_seconds seconds
                tidemark_folder_oldest_scan_timestamp_seconds 1763596800.000
                # EOF
                """.replace(
                "1763596800",
                Long.toString(java.time.Instant.parse("2026-11-20T00:00:00Z").getEpochSecond())));
    }

    @Test
    void numberOfSeriesIsThatOfTheBudget() {
        SnapshotBuilder many = SnapshotBuilder.of("alpha", "/data");
        for (int i = 0; i < 100; i++) {
            many.file("/data/" + i + "/a", 1000 + i);
        }
        bench.with(many);

        for (int series : List.of(20, 50, 299)) {
            String text = text(Roll.placesIn(series), Selection.EVERYTHING, false);

            assertThat(text.lines().filter(line -> !line.startsWith("#")).count())
                    .isBetween(series - 2L, (long) series);
        }
    }

    @Test
    void promtoolHasNothingToSay() throws Exception {
        assumeTrue(isInstalled("promtool"), "Debian's package prometheus is not installed");
        bench.with(new RandomFleet(3, 3, 200).snapshots());
        bench.with(SnapshotBuilder.of("it's \"alpha\"", "/").file("/new\nline \\ x/a", 1));
        Path metrics = folder.resolve("metrics.txt");
        Files.writeString(metrics, text(20, Selection.EVERYTHING, false));

        Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                .redirectInput(metrics.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEmpty();
        assertThat(promtool.exitValue()).isZero();
    }

    @Test
    void whatMayNotBeSeenIsNeitherListedNorInTheRest() {
        bench.with(SnapshotBuilder.of("alpha", "/data").file("/data/seen/a", 5).file("/data/hidden/b", 1 << 20));
        Lens lens = new Lens(List.of(new Rule("/data/seen", null)), List.of());

        String text = text(5, Selection.EVERYTHING.seenBy(server -> lens), false);

        assertThat(text)
                .contains("{server=\"alpha\",root=\"/data\",folder=\"/data/seen\"} 5")
                .contains("tidemark_folder_rest_size_bytes 0\n")
                .doesNotContain("hidden");
    }

    @Test
    void nobodyHasMoreRollsThanHeAsksFor() {
        Rolls rolls = new Rolls();
        Roll first = rolls.of("ann", 5);

        assertThat(rolls.of("ann", 5)).isSameAs(first);
        for (int i = 0; i < 200; i++) {
            rolls.of("other" + i, 5);
        }
        assertThat(rolls.of("ann", 5)).isNotSameAs(first);
    }

    private String text(int places, Selection selection, boolean open) {
        Answer<Ranking> answer = bench.ask(new FolderRanking(1, Roll.candidates(places)), selection);
        return Exposition.of(answer.value(), new Roll(places), answer.basis()).text(open);
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
