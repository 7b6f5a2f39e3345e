package io.tidemark.analytics.growth;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.growth.GrowthShares.Part;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.Measure;
import io.tidemark.analytics.search.Trait;
import io.tidemark.analytics.source.Moment;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.MadeEntry;
import io.tidemark.analytics.testing.MadeSnapshot;
import io.tidemark.analytics.testing.SnapshotBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

class GrowthTest {
    private static final Instant FROM = Instant.parse("2026-11-10T12:00:00Z");
    private static final Instant FIRST = Instant.parse("2026-11-10T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-20T00:00:00Z");
    private static final Condition TRUE = new Condition.Between(Measure.SIZE, 0, Long.MAX_VALUE);

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
    void ownersAreListedByWhatTheyUsedMore() {
        bench.with(
                scan(FIRST, owned("/data/a", 100, "ann"), owned("/data/b", 900, "bob")),
                scan(LATER, owned("/data/a", 5100, "ann"), owned("/data/b", 400, "bob"), owned("/data/c", 70, "cid")));

        GrowthShares growth = ask(GrowthBy.OWNER, 10);

        assertThat(growth.parts())
                .containsExactly(
                        new Part("ann", 100, 5100, 5000, 4096, 0, 5000.0, 500.0),
                        new Part("cid", 0, 70, 70, 4096, 1, null, 7.0),
                        new Part("bob", 900, 400, -500, 0, 0, -100.0 * 500 / 900, -50.0));
        assertThat(growth.total()).isEqualTo(new Change(1000, 5570, 4570, 8192, 1, 457.0, 457.0));
        assertThat(growth.others()).isZero();
        assertThat(growth.rest().changeBytes()).isZero();
    }

    @Test
    void whatIsNotListedIsAddedUp() {
        bench.with(
                scan(FIRST, owned("/data/a", 100, "ann"), owned("/data/b", 900, "bob")),
                scan(LATER, owned("/data/a", 5100, "ann"), owned("/data/b", 400, "bob"), owned("/data/c", 70, "cid")));

        GrowthShares growth = ask(GrowthBy.OWNER, 1);

        assertThat(growth.parts()).extracting(Part::key).containsExactly("ann");
        assertThat(growth.others()).isEqualTo(2);
        assertThat(growth.rest()).isEqualTo(new Change(900, 470, -430, 4096, 1, -100.0 * 430 / 900, -43.0));
    }

    @Test
    void shrinkageIsListedFirstWhereThatIsAsked() {
        bench.with(
                scan(FIRST, owned("/data/a", 100, "ann"), owned("/data/b", 900, "bob")),
                scan(LATER, owned("/data/a", 500, "ann"), owned("/data/b", 400, "bob")));

        GrowthShares growth = bench.ask(
                        new Growth(GrowthBy.OWNER, FROM, Map.of(), null, Condition.everything(), true, 10), period())
                .value();

        assertThat(growth.parts()).extracting(Part::key).containsExactly("bob", "ann");
    }

    @Test
    void foldersAreThoseOfTheRootWithWhatStandsDirectlyInIt() {
        bench.with(
                scan(FIRST, owned("/data/x/a", 100, "ann"), owned("/data/gone/b", 30, "ann")),
                scan(LATER, owned("/data/x/y/a", 400, "ann"), owned("/data/direct", 5, "ann")));

        assertThat(ask(GrowthBy.FOLDER, 10).parts())
                .extracting(Part::key, Part::beforeBytes, Part::afterBytes, Part::changeEntries)
                .containsExactly(
                        tuple("/data/x", 100L, 400L, 0L),
                        tuple("/data", 0L, 5L, 1L),
                        tuple("/data/gone", 30L, 0L, -1L));
    }

    @Test
    void foldersBelowAnotherOneCanBeAskedFor() {
        bench.with(
                scan(FIRST, owned("/data/x/y/a", 100, "ann"), owned("/data/b", 30, "ann")),
                scan(LATER, owned("/data/x/y/a", 400, "ann"), owned("/data/x/n", 7, "ann")));

        GrowthShares growth = bench.ask(
                        new Growth(
                                GrowthBy.FOLDER,
                                FROM,
                                Map.of(),
                                FolderPath.of("/data/x"),
                                Condition.everything(),
                                false,
                                10),
                        period())
                .value();

        assertThat(growth.parts())
                .extracting(Part::key, Part::changeBytes)
                .containsExactly(tuple("/data/x/y", 300L), tuple("/data/x", 7L));
        assertThat(growth.total().afterBytes()).isEqualTo(407);
    }

    @Test
    void serversAndTheirNearestGroupsAreParts() {
        bench.with(
                scan("alpha", FIRST, owned("/data/a", 1, "ann")),
                scan("alpha", LATER, owned("/data/a", 11, "ann")),
                scan("beta", FIRST, owned("/data/a", 1, "ann")),
                scan("beta", LATER, owned("/data/a", 21, "ann")),
                scan("gamma", FIRST, owned("/data/a", 1, "ann")),
                scan("gamma", LATER, owned("/data/a", 2, "ann")));

        GrowthShares groups = bench.ask(
                        new Growth(
                                GrowthBy.GROUP,
                                FROM,
                                Map.of("alpha", "sales", "beta", "sales"),
                                null,
                                Condition.everything(),
                                false,
                                10),
                        period())
                .value();

        assertThat(ask(GrowthBy.SERVER, 10).parts())
                .extracting(Part::key, Part::changeBytes)
                .containsExactly(tuple("beta", 20L), tuple("alpha", 10L), tuple("gamma", 1L));
        assertThat(groups.parts())
                .extracting(Part::key, Part::changeBytes)
                .containsExactly(tuple("sales", 30L), tuple("", 1L));
    }

    @Test
    void rateIsOfTheTimeBetweenTheTwoScansOfEachServer() {
        bench.with(
                scan("alpha", FIRST, owned("/data/a", 0, "ann")),
                scan("alpha", FIRST.plus(Duration.ofDays(5)), owned("/data/a", 500, "ann")),
                scan("beta", FIRST, owned("/data/a", 0, "ann")),
                scan("beta", LATER, owned("/data/a", 100, "ann")));

        assertThat(ask(GrowthBy.OWNER, 10).total().bytesPerDay()).isCloseTo(110, within(1e-9));
    }

    @Test
    void rootWithoutASnapshotByTheFirstMomentIsMissing() {
        bench.with(
                scan("alpha", FIRST, owned("/data/a", 1, "ann")),
                scan("alpha", LATER, owned("/data/a", 11, "ann")),
                scan("new", LATER, owned("/data/a", 1 << 20, "ann")));

        Answer<GrowthShares> growth = bench.ask(question(GrowthBy.SERVER, Condition.everything(), 10), period());

        assertThat(growth.value().total().changeBytes()).isEqualTo(10);
        assertThat(growth.basis().complete()).isFalse();
        assertThat(growth.basis().missing())
                .extracting(m -> m.server() + " " + m.reason())
                .containsExactly("new it has no snapshot that had been started by 2026-11-10T12:00:00Z");
    }

    @Test
    void rootScannedOnceBeforeDidNotGrow() {
        bench.with(scan(FIRST, owned("/data/a", 1000, "ann")));

        assertThat(ask(GrowthBy.OWNER, 10).parts()).containsExactly(new Part("ann", 1000, 1000, 0, 0, 0, 0.0, 0.0));
    }

    @Test
    void rootWhoseFormerSnapshotCannotBeReadIsLeftOut() {
        MadeSnapshot former = bench.make(scan("alpha", FIRST, owned("/data/a", 1, "ann")));
        bench.with(
                scan("alpha", LATER, owned("/data/a", 1000, "ann")),
                scan("beta", FIRST, owned("/data/a", 1, "ann")),
                scan("beta", LATER, owned("/data/a", 4, "ann")));
        bench.source().damage(former);

        Answer<GrowthShares> growth = bench.ask(question(GrowthBy.SERVER, Condition.everything(), 10), period());

        assertThat(growth.value().parts())
                .extracting(Part::key, Part::changeBytes)
                .containsExactly(tuple("beta", 3L));
        assertThat(growth.basis().missing()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void partsAddUpAndAreWhatEachPartIsByItself(long seed) {
        Random random = new Random(seed);
        Map<String, long[]> byOwner = new HashMap<>();
        for (String server : List.of("alpha", "beta", "gamma")) {
            bench.with(random(random, server, FIRST, 0, byOwner), random(random, server, LATER, 1, byOwner));
        }

        GrowthShares owners = ask(GrowthBy.OWNER, 100);

        assertThat(owners.parts()).hasSameSizeAs(byOwner.keySet());
        owners.parts()
                .forEach(part ->
                        assertThat(byOwner.get(part.key())).containsExactly(part.beforeBytes(), part.afterBytes()));
        for (GrowthBy by : GrowthBy.values()) {
            GrowthShares growth = ask(by, 2);
            assertThat(growth.total())
                    .usingRecursiveComparison()
                    .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : Double.compare(a, b), Double.class)
                    .isEqualTo(owners.total());
            assertThat(sum(growth, Part::changeBytes) + growth.rest().changeBytes())
                    .isEqualTo(owners.total().changeBytes());
            assertThat(sum(growth, Part::changeEntries) + growth.rest().changeEntries())
                    .isEqualTo(owners.total().changeEntries());
            if (by != GrowthBy.FOLDER) {
                assertThat(bench.ask(question(by, TRUE, 2), period()).value().parts())
                        .extracting(Part::key, Part::changeBytes, Part::changeEntries)
                        .isEqualTo(growth.parts().stream()
                                .map(p -> tuple(p.key(), p.changeBytes(), p.changeEntries()))
                                .toList());
            }
        }
    }

    @Test
    void filteredGrowthIsOfWhatPassesAtEachMoment() {
        bench.with(
                scan(FIRST, owned("/data/a.log", 100, "ann"), owned("/data/b.txt", 900, "ann")),
                scan(LATER, owned("/data/a.log", 150, "ann"), owned("/data/b.txt", 9000, "ann")));

        GrowthShares growth = bench.ask(
                        question(GrowthBy.OWNER, new Condition.OneOf(Trait.EXTENSION, Set.of("log")), 10), period())
                .value();

        assertThat(growth.parts()).extracting(Part::key, Part::changeBytes).containsExactly(tuple("ann", 50L));
    }

    private static long sum(GrowthShares growth, Function<Part, Long> of) {
        return growth.parts().stream().mapToLong(of::apply).sum();
    }

    private static SnapshotBuilder random(
            Random random, String server, Instant at, int side, Map<String, long[]> byOwner) {
        List<MadeEntry> entries = new ArrayList<>();
        int count = random.nextInt(60);
        for (int i = 0; i < count; i++) {
            String owner = "user" + random.nextInt(5);
            long size = random.nextInt(100_000);
            boolean counted = random.nextInt(6) != 0;
            String path = "/data/" + (random.nextBoolean() ? "d" + random.nextInt(4) + "/" : "") + "f" + i + ".x"
                    + random.nextInt(3);
            entries.add(MadeEntry.file(path, size)
                    .owner(1000 + owner.charAt(4), owner)
                    .type(random.nextInt(5) == 0 ? "symlink" : "file")
                    .linked(i, 2, counted));
            byOwner.computeIfAbsent(owner, o -> new long[2])[side] += counted ? size : 0;
        }
        return scan(server, at, entries.toArray(MadeEntry[]::new));
    }

    private GrowthShares ask(GrowthBy by, int limit) {
        return bench.ask(question(by, Condition.everything(), limit), period()).value();
    }

    private static Growth question(GrowthBy by, Condition filter, int limit) {
        return new Growth(by, FROM, Map.of(), null, filter, false, limit);
    }

    private static Selection period() {
        return Selection.EVERYTHING.at(new Moment.Two(FROM, Instant.MAX));
    }

    private static MadeEntry owned(String path, long size, String owner) {
        return MadeEntry.file(path, size).owner(1000, owner);
    }

    private static SnapshotBuilder scan(Instant at, MadeEntry... entries) {
        return scan("alpha", at, entries);
    }

    private static SnapshotBuilder scan(String server, Instant at, MadeEntry... entries) {
        SnapshotBuilder scan = SnapshotBuilder.of(server, "/data").startedAt(at);
        for (MadeEntry entry : entries) {
            scan.with(entry);
        }
        return scan;
    }
}
