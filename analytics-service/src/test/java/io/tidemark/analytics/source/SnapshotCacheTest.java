package io.tidemark.analytics.source;

import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.FakeSource;
import io.tidemark.analytics.testing.HandClock;
import io.tidemark.analytics.testing.MadeSnapshot;
import io.tidemark.analytics.testing.SnapshotBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SnapshotCacheTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final FakeSource source = new FakeSource();
    private final HandClock clock = new HandClock(Bench.NOW);
    private final ExecutorService fetchers = Executors.newFixedThreadPool(2);
    private MadeSnapshot first;
    private MadeSnapshot second;
    private MadeSnapshot third;

    @BeforeEach
    void make() {
        first = make("alpha");
        second = make("beta");
        third = make("gamma");
    }

    @AfterEach
    void close() {
        fetchers.shutdownNow();
    }

    @Test
    void snapshotIsFetchedOnceHoweverManyAskAtOnce() throws Exception {
        SnapshotCache cache = cache(1 << 20);
        CountDownLatch gate = new CountDownLatch(1);
        source.holdBack(gate);
        List<Hold> holds = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            holds.add(cache.hold(first.snapshot()));
        }
        gate.countDown();

        for (Hold hold : holds) {
            assertThat(hold.arrived(PATIENCE).folder()).isEqualTo(cached(first));
        }

        assertThat(source.fetched()).hasSize(2);
        assertThat(cached(first).resolve("entries-00000.parquet"))
                .hasSameBinaryContentAs(first.folder().resolve("entries-00000.parquet"));
        assertThat(cache.bytes()).isEqualTo(first.snapshot().bytes());
    }

    @Test
    void damagedSnapshotLeavesNothingBehindAndIsTriedAgainAfterAPause() throws Exception {
        SnapshotCache cache = cache(1 << 20);
        source.damage(first);

        assertThatThrownBy(() -> fetch(cache, first))
                .isInstanceOf(SnapshotUnavailable.class)
                .hasMessageContaining("SHA-256");
        source.repair(first);
        assertThatThrownBy(() -> fetch(cache, first)).hasMessageContaining("SHA-256");
        assertThat(source.fetched()).hasSize(1);
        assertThat(cache.bytes()).isZero();
        assertThat(filesIn("snapshots")).isEmpty();
        assertThat(filesIn("incoming")).isEmpty();

        clock.push(Duration.ofSeconds(30));
        fetch(cache, first);

        assertThat(source.fetched()).hasSize(3);
        assertThat(cached(first)).isDirectory();
    }

    @Test
    void shortPartIsDamaged() {
        SnapshotCache cache = cache(1 << 20);
        Part part = first.snapshot().parts().getFirst();
        Snapshot promised = new Snapshot(
                first.snapshot().id(),
                "alpha",
                "/data",
                first.snapshot().startedAt(),
                first.snapshot().finishedAt(),
                1,
                0,
                List.of(
                        new Part(part.file(), part.kind(), part.rows(), part.bytes() + 1, part.sha256()),
                        first.snapshot().parts().getLast()));

        assertThatThrownBy(() -> cache.hold(promised).arrived(PATIENCE))
                .hasMessage("entries-00000.parquet is damaged: it has " + part.bytes() + " bytes instead of "
                        + (part.bytes() + 1));
    }

    @Test
    void leastRecentlyUsedMakesRoom() throws Exception {
        SnapshotCache cache = cache(bytesOf(first, second) + 64);
        fetch(cache, first);
        fetch(cache, second);
        fetch(cache, first);

        fetch(cache, third);

        assertThat(cached(second)).doesNotExist();
        assertThat(cached(first)).isDirectory();
        assertThat(cached(third)).isDirectory();
        assertThat(cache.bytes()).isLessThanOrEqualTo(cache.limitBytes());
    }

    @Test
    void whatIsHeldStays() throws Exception {
        SnapshotCache cache = cache(bytesOf(first, second) + 64);
        Hold hold = cache.hold(first.snapshot());
        hold.arrived(PATIENCE);
        Hold other = cache.hold(second.snapshot());
        other.arrived(PATIENCE);

        assertThatThrownBy(() -> cache.hold(third.snapshot())).hasMessageContaining("no room");
        assertThat(cached(first)).isDirectory();

        other.close();
        other.close();
        fetch(cache, third);
        assertThat(cached(first)).isDirectory();
        assertThat(cached(second)).doesNotExist();
    }

    @Test
    void whatIsOnItsWayStays() throws Exception {
        SnapshotCache cache = cache(bytesOf(first, second) - 1);
        CountDownLatch gate = new CountDownLatch(1);
        source.holdBack(gate);
        Hold hold = cache.hold(first.snapshot());
        assertThatThrownBy(() -> hold.arrived(Duration.ZERO)).hasMessageContaining("still being fetched");
        hold.close();

        assertThatThrownBy(() -> cache.hold(second.snapshot())).hasMessageContaining("no room");
        gate.countDown();
        fetch(cache, first);
        fetch(cache, second);

        assertThat(cached(first)).doesNotExist();
        assertThat(cached(second)).isDirectory();
    }

    @Test
    void snapshotLargerThanTheWholeCacheIsRefused() {
        SnapshotCache cache = cache(first.snapshot().bytes() - 1);

        assertThatThrownBy(() -> cache.hold(first.snapshot())).hasMessageContaining("more than the whole cache");
        assertThat(source.fetched()).isEmpty();
    }

    @Test
    void keptSnapshotsAreUsedAgainWithoutBeingFetched() throws Exception {
        fetch(cache(1 << 20), first);

        SnapshotCache again = cache(1 << 20);
        fetch(again, first);

        assertThat(again.snapshots()).containsExactly(first.snapshot());
        assertThat(again.bytes()).isEqualTo(first.snapshot().bytes());
        assertThat(source.fetched()).hasSize(2);
    }

    @Test
    void keptSnapshotThatRottedIsFetchedAnew() throws Exception {
        fetch(cache(1 << 20), first);
        Path part = cached(first).resolve("entries-00000.parquet");
        byte[] bytes = Files.readAllBytes(part);
        bytes[bytes.length / 2] ^= 1;
        Files.delete(part);
        Files.write(part, bytes);

        fetch(cache(1 << 20), first);

        assertThat(source.fetched()).hasSize(4);
        assertThat(part).hasSameBinaryContentAs(first.folder().resolve("entries-00000.parquet"));
    }

    @Test
    void leftoversAreRemovedAtTheStart() throws Exception {
        Files.createDirectories(folder.resolve("cache/incoming/half"));
        Files.writeString(folder.resolve("cache/incoming/half/entries-00000.parquet"), "half");
        Files.createDirectories(folder.resolve("cache/spill"));
        Files.writeString(folder.resolve("cache/spill/duckdb_temp_storage-0.tmp"), "old");
        Files.createDirectories(folder.resolve("cache/snapshots/no-snapshot"));

        SnapshotCache cache = cache(1 << 20);

        assertThat(filesIn("incoming")).isEmpty();
        assertThat(filesIn("spill")).isEmpty();
        assertThat(filesIn("snapshots")).isEmpty();
        assertThat(cache.snapshots()).isEmpty();
    }

    @Test
    void smallerLimitThanBeforeIsKeptFromTheStart() throws Exception {
        SnapshotCache before = cache(1 << 20);
        fetch(before, first);
        fetch(before, second);

        SnapshotCache after = cache(bytesOf(first, second) - 1);

        assertThat(after.snapshots()).hasSize(1);
        assertThat(filesIn("snapshots")).hasSize(1);
    }

    @Test
    void snapshotOfWhichLessIsKeptIsRefusedAndItsCopyRemoved() throws Exception {
        SnapshotCache cache = cache(1 << 20);
        fetch(cache, first);

        assertThatThrownBy(() -> cache.hold(lacking(first, "retention kept only its directories")))
                .isInstanceOf(SnapshotUnavailable.class)
                .hasMessage("retention kept only its directories");

        assertThat(cached(first)).doesNotExist();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void copyThatIsStillReadIsRemovedWhenItsLastReaderEnds() throws Exception {
        SnapshotCache cache = cache(1 << 20);
        Hold hold = cache.hold(first.snapshot());
        hold.arrived(PATIENCE);

        cache.forget(first.snapshot().id());
        assertThat(cached(first)).isDirectory();
        hold.close();

        assertThat(cached(first)).doesNotExist();
        assertThat(cache.snapshots()).isEmpty();
    }

    @Test
    void changedContentIsFetchedAnewAndNeverAnsweredFromTheOldCopy() throws Exception {
        SnapshotCache cache = cache(1 << 20);
        fetch(cache, first);
        MadeSnapshot changed = SnapshotBuilder.of("alpha", "/data")
                .id(first.snapshot().id())
                .file("/data/a", 5)
                .file("/data/b", 6)
                .build(folder.resolve("changed"));
        source.with(changed);

        fetch(cache, changed);

        assertThat(source.fetched()).hasSize(4);
        assertThat(cached(first).resolve("entries-00000.parquet"))
                .hasSameBinaryContentAs(changed.folder().resolve("entries-00000.parquet"));
        assertThat(cache.bytes()).isEqualTo(changed.snapshot().bytes());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsHeldIsWholeWhateverIsFetchedEvictedAndDamagedMeanwhile(long seed) throws Exception {
        List<MadeSnapshot> all = new ArrayList<>(List.of(first, second, third));
        for (String server : List.of("delta", "epsilon", "zeta")) {
            all.add(make(server));
        }
        long limit = 4 * first.snapshot().bytes() + 400;
        SnapshotCache cache = cache(limit);
        AtomicInteger whole = new AtomicInteger();
        AtomicInteger damaged = new AtomicInteger();

        try (ExecutorService readers = Executors.newFixedThreadPool(6)) {
            List<Future<?>> reading = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Random random = new Random(seed * 10 + i);
                reading.add(readers.submit(() -> {
                    for (int step = 0; step < 60; step++) {
                        trouble(random, all.getFirst());
                        read(cache, all.get(random.nextInt(all.size())), whole, damaged);
                        assertThat(cache.bytes()).isLessThanOrEqualTo(limit);
                    }
                    return null;
                }));
            }
            for (Future<?> one : reading) {
                one.get(60, TimeUnit.SECONDS);
            }
        }

        assertThat(whole.get()).isGreaterThan(50);
        assertThat(damaged.get()).isPositive();
        assertThat(filesIn("incoming")).isEmpty();
        assertThat(filesIn("snapshots")).hasSize(cache.snapshots().size());
    }

    private void trouble(Random random, MadeSnapshot victim) {
        clock.push(Duration.ofSeconds(random.nextInt(20)));
        if (random.nextBoolean()) {
            source.damage(victim);
        } else {
            source.repair(victim);
        }
    }

    private void read(SnapshotCache cache, MadeSnapshot made, AtomicInteger whole, AtomicInteger damaged)
            throws IOException {
        try (Hold hold = cache.hold(made.snapshot())) {
            Path held = hold.arrived(PATIENCE).folder();
            for (Part part : made.snapshot().parts()) {
                assertThat(held.resolve(part.file())).hasSameBinaryContentAs(made.file(part));
            }
            whole.incrementAndGet();
        } catch (SnapshotUnavailable e) {
            assertThat(e.reason()).matches("(?s).*(SHA-256|no room).*");
            damaged.addAndGet(e.reason().contains("SHA-256") ? 1 : 0);
        }
    }

    private static Snapshot lacking(MadeSnapshot made, String why) {
        Snapshot one = made.snapshot();
        return new Snapshot(
                one.id(),
                one.server(),
                one.root(),
                one.startedAt(),
                one.finishedAt(),
                one.coverage(),
                one.errors(),
                List.of(),
                why);
    }

    private SnapshotCache cache(long limit) {
        return new SnapshotCache(
                new CacheFolder(folder.resolve("cache")),
                limit,
                Duration.ofSeconds(30),
                source,
                Preparation.NONE,
                fetchers,
                clock,
                CacheObserver.NOBODY);
    }

    private MadeSnapshot make(String server) {
        MadeSnapshot made =
                SnapshotBuilder.of(server, "/data").file("/data/a", 5).build(folder.resolve("history"));
        source.with(made);
        return made;
    }

    private static long bytesOf(MadeSnapshot one, MadeSnapshot other) {
        return one.snapshot().bytes() + other.snapshot().bytes();
    }

    private static void fetch(SnapshotCache cache, MadeSnapshot made) throws SnapshotUnavailable {
        try (Hold hold = cache.hold(made.snapshot())) {
            hold.arrived(PATIENCE);
        }
    }

    private Path cached(MadeSnapshot made) {
        return folder.resolve("cache/snapshots").resolve(made.snapshot().id().toString());
    }

    private List<Path> filesIn(String part) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache").resolve(part))) {
            return files.toList();
        }
    }
}
