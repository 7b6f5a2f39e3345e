package io.tidemark.analytics.engine;

import io.tidemark.analytics.source.Manifest;
import io.tidemark.analytics.source.Manifest.LastAccess;
import io.tidemark.analytics.source.Part;
import io.tidemark.analytics.source.Snapshot;
import io.tidemark.analytics.testing.Bench;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Against maps of all stamps, over so many of them that they are counted in many parts.
class RepeatsTest {
    private static final int SNAPSHOTS = 7;

    @TempDir
    Path folder;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<HeldSnapshot> over = new ArrayList<>();
    private final List<StampedFile> files = new ArrayList<>();
    private final Map<Long, List<long[]>> rows = new HashMap<>();

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"60000, 1, 1", "60000, 2, 40", "60000, 5, 1000000", "3, 2, 10", "0, 2, 10"})
    void repeatsOfManyPartsAreThoseOfAMapWhateverTheThreads(int rowsEach, int threads, int limit) throws Exception {
        make(rowsEach);
        List<Repeat> expected = expected();

        assertThat(found(null, limit, threads))
                .isEqualTo(expected.stream().limit(limit).toList());
        if (expected.size() > 3) {
            assertThat(found(expected.get(expected.size() / 2).place(), limit, threads))
                    .isEqualTo(expected.stream()
                            .skip(expected.size() / 2 + 1)
                            .limit(limit)
                            .toList());
        }
    }

    @Test
    void whatIsStoppedFails() throws IOException {
        make(60_000);
        Repeats repeats = new Repeats(over, files, null, 10, 2);
        repeats.stop();

        assertThatThrownBy(() -> repeats.run(timer, Duration.ofSeconds(20)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(CancellationException.class);
        assertThat(repeats.tookTooLong()).isFalse();
    }

    @Test
    void stampsOutOfOrderAreRefused() throws IOException {
        try (StampedWriter writer = new StampedWriter(folder.resolve("x"))) {
            writer.add("stamp", 5);

            assertThatThrownBy(() -> writer.add("stamp", 4)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> writer.add("size", -1)).isInstanceOf(IllegalStateException.class);
        }
    }

    private List<Repeat> found(Repeat.@Nullable Place after, int limit, int threads) throws Exception {
        Repeats repeats = new Repeats(over, files, after, limit, threads);
        repeats.run(timer, Duration.ofSeconds(20));
        return repeats.found();
    }

    /// Some stamps are as large as they can be, and some differ in their lowest bits only.
    private void make(int rowsEach) throws IOException {
        Random random = new Random(rowsEach);
        for (int i = 0; i < SNAPSHOTS; i++) {
            List<long[]> own = new ArrayList<>();
            for (int n = 0; n < rowsEach; n++) {
                long stamp = (random.nextInt(4 * rowsEach + 1) * 0x9E3779B97F4A7C15L) >>> 1;
                stamp = n % 1000 == 0 ? Long.MAX_VALUE - n % 3000 : stamp;
                own.add(new long[] {stamp, random.nextInt(100), random.nextInt(50) * 4096L, i});
            }
            own.sort((a, b) -> Long.compare(a[0], b[0]));
            own.forEach(row ->
                    rows.computeIfAbsent(row[0], key -> new ArrayList<>()).add(row));
            add(i, own);
        }
    }

    private void add(int number, List<long[]> own) throws IOException {
        Path file = folder.resolve("snapshot-" + number);
        try (StampedWriter writer = new StampedWriter(file)) {
            for (int column = 0; column < StampedWriter.COLUMNS.size(); column++) {
                for (long[] row : own) {
                    writer.add(StampedWriter.COLUMNS.get(column), row[column]);
                }
            }
        }
        files.add(StampedFile.open(file));
        over.add(new HeldSnapshot(
                new Snapshot(
                        new UUID(0, number),
                        server(number),
                        "/data-" + number,
                        Bench.NOW,
                        Bench.NOW,
                        1,
                        0,
                        List.<Part>of(),
                        "made of stamps alone"),
                folder,
                new Manifest(new LastAccess(true, "made"), null, List.of(), List.of())));
    }

    /// Two snapshots each are of one server.
    private static String server(long number) {
        return "server-" + number / 2;
    }

    private List<Repeat> expected() {
        List<Repeat> expected = new ArrayList<>();
        rows.forEach((stamp, some) -> {
            if (some.size() > 1) {
                List<Long> taken = some.stream().map(row -> row[2]).sorted().toList();
                expected.add(new Repeat(
                        stamp,
                        some.size(),
                        some.stream().map(row -> server(row[3])).distinct().count(),
                        taken.stream()
                                .limit(taken.size() - 1)
                                .mapToLong(Long::longValue)
                                .sum(),
                        some.getFirst()[1],
                        over.get((int) some.getFirst()[3])));
            }
        });
        expected.sort(Repeat.ORDER);
        return expected;
    }
}
