package io.tidemark.analytics.engine;

import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.folder.FolderTypes;
import io.tidemark.analytics.folder.Shares;
import io.tidemark.analytics.folder.Shares.Sum;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.FileList;
import io.tidemark.analytics.search.FileRow;
import io.tidemark.analytics.search.Instants;
import io.tidemark.analytics.search.Measure;
import io.tidemark.analytics.search.NamePattern;
import io.tidemark.analytics.search.Order;
import io.tidemark.analytics.search.Permission;
import io.tidemark.analytics.search.Trait;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.MadeEntry;
import io.tidemark.analytics.testing.MadeSnapshot;
import io.tidemark.analytics.testing.RandomFleet;
import io.tidemark.analytics.testing.SnapshotBuilder;
import io.tidemark.analytics.usage.Dimension;
import io.tidemark.analytics.usage.Distribution;
import io.tidemark.analytics.usage.Listings;
import io.tidemark.platform.page.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;
import static org.assertj.core.api.Assertions.assertThat;

/// What is answered from summaries is what the entries themselves say.
class SummariesTest {
    /// True of every entry, so that it is asked of each of them.
    private static final Condition TRUE = new Condition.Named(new NamePattern("*"));
    private static final Condition SIZED = new Condition.Between(Measure.SIZE, 0, Long.MAX_VALUE);

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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyDistributionOfSummariesIsThatOfEntries(long seed) {
        bench.with(new RandomFleet(seed, 3, 300).snapshots());

        for (Dimension by : Dimension.values()) {
            for (int limit : List.of(2, 100)) {
                Shares summarised = bench.ask(new Distribution(by, Condition.everything(), limit));

                assertThat(summarised).isEqualTo(bench.ask(new Distribution(by, TRUE, limit)));
                assertThat(summarised.total().entries()).isEqualTo(900);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void distributionOfAnyOwnersExtensionsAndTypesIsThatOfEntries(long seed) {
        bench.with(new RandomFleet(seed, 3, 300).snapshots());
        Condition named = new Condition.OneOf(Trait.OWNER, Set.of("user1", "0"));
        Condition logs = new Condition.OneOf(Trait.EXTENSION, Set.of("log", ""));
        Condition files = new Condition.OneOf(Trait.TYPE, Set.of("file"));

        for (Condition where : List.of(
                named,
                logs.and(files),
                new Condition.Or(List.of(named, new Condition.Not(logs))),
                new Condition.Unowned(),
                new Condition.OneOf(Trait.OWNER, Set.of("nobody")))) {
            for (Dimension by : List.of(Dimension.OWNER, Dimension.EXTENSION, Dimension.TYPE)) {
                assertThat(bench.ask(new Distribution(by, where, 3)))
                        .isEqualTo(bench.ask(new Distribution(by, where.and(TRUE), 3)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatIsToldOfNumbersAloneIsThatOfEntries(long seed) {
        bench.with(new RandomFleet(seed, 3, 300).snapshots());

        for (Condition where : List.of(
                SIZED,
                new Condition.Between(Measure.SIZE, 1_000, 100_000),
                new Condition.OlderThan(Instants.USED, 100),
                new Condition.Not(new Condition.OlderThan(Instants.ACCESSED, 300)),
                new Condition.YoungerThan(Instants.MODIFIED, 200),
                new Condition.Allows(Permission.WORLD_WRITABLE),
                new Condition.Counted(false),
                new Condition.Between(Measure.LINKS, 2, 4).and(new Condition.OneOf(Trait.OWNER, Set.of("user1"))))) {
            for (Dimension by : Dimension.values()) {
                assertThat(bench.ask(new Distribution(by, where, 3)))
                        .isEqualTo(bench.ask(new Distribution(by, where.and(TRUE), 3)));
            }
            for (Order order : Order.values()) {
                assertThat(list(where, order)).isEqualTo(list(where.and(TRUE), order));
            }
        }
    }

    private List<FileRow> list(Condition where, Order order) {
        return bench.ask(new FileList("list", where, false, order, 20, null)).items();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyPageOfTheLargestFilesIsThatOfEntries(long seed) {
        bench.with(new RandomFleet(seed, 2, 700).snapshots());

        for (int limit : List.of(1, 50, 999, 1000)) {
            List<FileRow> summarised = bench.ask(Listings.heavy(Condition.everything(), limit, null))
                    .items();

            assertThat(summarised)
                    .hasSizeGreaterThan(limit / 2)
                    .isEqualTo(bench.ask(Listings.heavy(TRUE, limit, null)).items());
        }
    }

    @Test
    void pagesOfTheLargestFilesGoOnBehindTheSummary() {
        RandomFleet fleet = new RandomFleet(5, 2, 1500);
        bench.with(fleet.snapshots());

        var first = bench.ask(Listings.heavy(Condition.everything(), 1000, null));
        var second = bench.ask(Listings.heavy(Condition.everything(), 1000, first.nextCursor()));

        assertThat(Stream.concat(first.items().stream(), second.items().stream()))
                .isEqualTo(bench.export(Listings.heavy(TRUE, 2000, null)));
    }

    @Test
    void largestOfAFilterAreThoseOfAllFilesHoweverFewOfTheLargestFulfilIt() {
        bench.with(new RandomFleet(9, 1, 11_000).snapshots()).with(new RandomFleet(10, 2, 40).snapshots()[1]);

        for (Condition where : List.of(
                Condition.everything(),
                new Condition.OneOf(Trait.OWNER, Set.of("user1")),
                new Condition.Named(new NamePattern("*99?.txt")),
                new Condition.Named(new NamePattern("nowhere")))) {
            List<FileRow> expected = bench.export(Listings.heavy(where, 100_000, null));

            assertThat(pages(where, 1000)).isEqualTo(expected);
            assertThat(bench.ask(Listings.heavy(where, 7, null)).items())
                    .isEqualTo(expected.stream().limit(7).toList());
        }
    }

    private List<FileRow> pages(Condition where, int limit) {
        List<FileRow> paged = new ArrayList<>();
        String cursor = null;
        do {
            Page<FileRow> page = bench.ask(Listings.heavy(where, limit, cursor));
            paged.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return paged;
    }

    @Test
    void typesBelowLargeAndSmallFoldersAreThoseOfEntries() {
        RandomFleet large = new RandomFleet(6, 2, 3000);
        bench.with(large.snapshots()).with(SnapshotBuilder.of("small", "/data").file("/data/a/one.bin", 77));

        for (String path : List.of("/", "/data", "/data/a")) {
            TreeMap<String, Sum> expected = new TreeMap<>(Stream.concat(
                            large.files().stream().map(RandomFleet.Made::entry),
                            Stream.of(MadeEntry.file("/data/a/one.bin", 77)))
                    .filter(e -> path.equals("/") || e.path().startsWith(path + "/"))
                    .collect(groupingBy(
                            MadeEntry::extension,
                            reducing(new Sum(0, 0, 0), SummariesTest::sum, SummariesTest::plus))));

            assertThat(expected).as(path).isNotEmpty();
            assertThat(bench.ask(new FolderTypes(FolderPath.of(path), 100)))
                    .as(path)
                    .isEqualTo(Shares.of(expected, 100));
        }
    }

    @Test
    void summariesAreKeptOverARestartAndThoseAreMadeAnewThatAreDamaged() throws IOException {
        MadeSnapshot made = bench.make(new RandomFleet(7, 1, 200).snapshots()[0]);
        Shares before = bench.ask(new Distribution(Dimension.OWNER, Condition.everything(), 10));
        Path summaries = folder.resolve("cache/snapshots/" + made.snapshot().id() + "/summaries");
        Path kept = summaries.resolve("spreads.parquet");
        Path damaged = summaries.resolve("largest_files.parquet");
        FileTime old = FileTime.fromMillis(1_000_000_000_000L);
        bench.close();

        Files.setLastModifiedTime(kept, old);
        bench = restarted(made);
        ask(bench);
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(old);
        bench.close();

        byte[] sound = Files.readAllBytes(damaged);
        byte[] bytes = sound.clone();
        bytes[bytes.length / 2] ^= 1;
        Files.write(damaged, bytes);
        bench = restarted(made);
        assertThat(ask(bench)).isEqualTo(before);
        assertThat(damaged).hasBinaryContent(sound);
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(old);
        assertThat(bench.source().fetched()).isEmpty();
    }

    @Test
    void summariesCountAsBytesOfTheCache() {
        MadeSnapshot made = bench.make(new RandomFleet(8, 1, 200).snapshots()[0]);

        bench.ask(new Distribution(Dimension.TYPE, Condition.everything(), 10), Selection.EVERYTHING);

        assertThat(bench.cache().bytes()).isGreaterThan(made.snapshot().bytes() + 1000);
    }

    private static Shares ask(Bench bench) {
        return bench.ask(new Distribution(Dimension.OWNER, Condition.everything(), 10));
    }

    private Bench restarted(MadeSnapshot made) {
        Bench again = new Bench(folder);
        again.source().with(made);
        return again;
    }

    private static Sum sum(MadeEntry entry) {
        return new Sum(1, entry.counted() ? entry.size() : 0, entry.counted() ? entry.allocated() : 0);
    }

    private static Sum plus(Sum a, Sum b) {
        return new Sum(
                a.entries() + b.entries(), a.sizeBytes() + b.sizeBytes(), a.allocatedBytes() + b.allocatedBytes());
    }
}
