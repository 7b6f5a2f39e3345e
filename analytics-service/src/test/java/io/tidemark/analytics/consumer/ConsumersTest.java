package io.tidemark.analytics.consumer;

import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.source.Lens;
import io.tidemark.analytics.source.Lens.Rule;
import io.tidemark.analytics.source.Moment;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.MadeEntry;
import io.tidemark.analytics.testing.SnapshotBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class ConsumersTest {
    private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

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
    void foldersAreClassifiedWithTheirEvidence() {
        for (int day = 0; day < 30; day++) {
            bench.with(SnapshotBuilder.of("alpha", "/data")
                    .startedAt(NOW.minus(DAY.multipliedBy(29 - day)))
                    .with(used("/data/films/a.mkv", 600_000 + 20_000L * day, 100))
                    .with(used("/data/films/b.txt", 100_000, 1))
                    .with(used("/data/mail/x/a.eml", 300_000, 10))
                    .with(used("/data/mail/b.pdf", 300_001, 40))
                    .with(used("/data/direct.log", 9_000_000, 1)));
        }

        List<Consumer> folders = ask(new Consumers(ConsumerBy.FOLDER, null, 10), null);

        assertThat(folders)
                .containsExactly(
                        new Consumer(
                                "alpha",
                                "/data",
                                "/data/films",
                                2,
                                1_280_000,
                                DataType.VIDEO,
                                1_180_000 / 1_280_000.0,
                                Temperature.COLD,
                                100_000,
                                0,
                                1_180_000,
                                "last-access",
                                GrowthShape.LINEAR,
                                30,
                                990_000,
                                580_000,
                                folders.getFirst().trendScore(),
                                0,
                                0,
                                null,
                                0),
                        new Consumer(
                                "alpha",
                                "/data",
                                "/data/mail",
                                2,
                                600_001,
                                DataType.DOCUMENTS,
                                300_001 / 600_001.0,
                                Temperature.WARM,
                                300_000,
                                300_001,
                                0,
                                "last-access",
                                GrowthShape.FLAT,
                                30,
                                600_001,
                                0,
                                0,
                                0,
                                0,
                                null,
                                0));
        assertThat(folders.getFirst().trendScore()).isGreaterThan(7);
    }

    @Test
    void ownersAndDeeperFoldersCanBeAskedFor() {
        bench.with(SnapshotBuilder.of("alpha", "/data")
                .with(used("/data/x/y/a.db", 700, 1).owner(1, "ann"))
                .with(used("/data/x/z/b.sql", 500, 1).owner(2, null))
                .with(used("/data/x/c", 900, 1).owner(1, "ann"))
                .with(used("/data/w/d", 9_000, 1).owner(1, "ann")));

        assertThat(ask(new Consumers(ConsumerBy.OWNER, null, 10), null))
                .extracting(Consumer::key, Consumer::sizeBytes, Consumer::dataType, Consumer::growth, Consumer::days)
                .containsExactly(
                        tuple("ann", 10_600L, DataType.OTHER, GrowthShape.UNKNOWN, 1),
                        tuple("2", 500L, DataType.CODE, GrowthShape.UNKNOWN, 1));
        assertThat(ask(new Consumers(ConsumerBy.FOLDER, FolderPath.of("/data/x"), 10), "/data/x"))
                .extracting(Consumer::key, Consumer::dataType)
                .containsExactly(tuple("/data/x/y", DataType.DATABASES), tuple("/data/x/z", DataType.CODE));
    }

    @Test
    void rootsOfServersAreLookedAtByThemselves() {
        bench.with(
                SnapshotBuilder.of("alpha", "/").with(used("/a/b", 10, 1)),
                SnapshotBuilder.of("beta", "/").with(used("/a/b", 30, 1)),
                SnapshotBuilder.of("beta", "/a").with(used("/a/d/b", 20, 1)));

        assertThat(ask(new Consumers(ConsumerBy.FOLDER, null, 2), null))
                .extracting(Consumer::server, Consumer::root, Consumer::key)
                .containsExactly(tuple("beta", "/", "/a"), tuple("beta", "/a", "/a/d"));
    }

    @Test
    void whatMayNotBeSeenIsNotThere() {
        bench.with(SnapshotBuilder.of("alpha", "/data")
                .with(used("/data/seen/a", 10, 1))
                .with(used("/data/hidden/b", 30, 1)));
        Lens lens = new Lens(List.of(new Rule("/data/seen", null)), List.of());

        List<Consumer> consumers = bench.ask(
                        new Consumers(ConsumerBy.FOLDER, null, 10), days(null).seenBy(server -> lens))
                .value();

        assertThat(consumers).extracting(Consumer::key, Consumer::sizeBytes).containsExactly(tuple("/data/seen", 10L));
    }

    @Test
    void daysBetweenTwoScansAreOnAStraightLine() {
        DailyBytes known = new DailyBytes();
        for (int day = 0; day < 60; day += 2) {
            known.add(Duration.ofDays(day).toNanos() / 1000, 0L);
            known.add(Duration.ofDays(100 + day).toNanos() / 1000, 1000 + 50L * day);
        }
        DailyBytes sparse = new DailyBytes();
        for (int day = 0; day < 60; day += 5) {
            sparse.add(Duration.ofDays(day).toNanos() / 1000, 1000);
        }

        assertThat(known.course()).extracting(Course::shape, Course::days).containsExactly(GrowthShape.LINEAR, 59);
        assertThat(sparse.course()).extracting(Course::shape, Course::days).containsExactly(GrowthShape.UNKNOWN, 56);
        assertThat(new DailyBytes().course().shape()).isEqualTo(GrowthShape.UNKNOWN);
    }

    private List<Consumer> ask(Consumers question, @Nullable String within) {
        return bench.ask(question, days(within)).value();
    }

    private static Selection days(@Nullable String within) {
        return Selection.EVERYTHING.at(new Moment.Days(Instant.EPOCH, Instant.MAX, within, 366));
    }

    private static MadeEntry used(String path, long size, int daysAgo) {
        return MadeEntry.file(path, size).modified(NOW.minus(DAY.multipliedBy(daysAgo)));
    }
}
