package io.tidemark.analytics.engine;

import io.tidemark.analytics.fleet.Aspect;
import io.tidemark.analytics.fleet.FleetComparison;
import io.tidemark.analytics.folder.Child;
import io.tidemark.analytics.folder.FolderContents;
import io.tidemark.analytics.folder.FolderList;
import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.folder.FolderTree;
import io.tidemark.analytics.folder.FolderTypes;
import io.tidemark.analytics.folder.Shares;
import io.tidemark.analytics.folder.Totals;
import io.tidemark.analytics.growth.Growth;
import io.tidemark.analytics.growth.GrowthBy;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.FileList;
import io.tidemark.analytics.search.FileRow;
import io.tidemark.analytics.search.Order;
import io.tidemark.analytics.source.Audience;
import io.tidemark.analytics.source.Lens;
import io.tidemark.analytics.source.Lens.Rule;
import io.tidemark.analytics.source.Moment;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.MadeEntry;
import io.tidemark.analytics.testing.RandomFleet;
import io.tidemark.analytics.testing.RandomFleet.Made;
import io.tidemark.analytics.testing.SnapshotBuilder;
import io.tidemark.analytics.usage.Dimension;
import io.tidemark.analytics.usage.Distribution;
import io.tidemark.analytics.usage.Listings;
import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Who may see a part gets the answers of a fleet that has nothing but that part.
class ViewsTest {
    private static final Condition ANY = Condition.everything();

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private Bench bench;
    private Bench bare;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
        bare = new Bench(elsewhere);
    }

    @AfterEach
    void close() {
        bench.close();
        bare.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyAnswerIsThatOfAFleetWithNothingElse(long seed) {
        Random random = new Random(seed);
        RandomFleet fleet = new RandomFleet(seed, 3, 120);
        Lens lens = new Lens(rules(random, 1 + random.nextInt(3)), rules(random, random.nextInt(2)));
        bench.with(fleet.snapshots());
        bare.with(only(fleet, lens));
        Selection seen = Selection.EVERYTHING.seenBy(server -> lens);

        for (Dimension by : Dimension.values()) {
            Distribution distribution = new Distribution(by, ANY, 100);
            assertThat(bench.ask(distribution, seen).value()).isEqualTo(bare.ask(distribution));
        }
        FileList all = new FileList("all", ANY, false, Order.PATH, 1000, null);
        assertThat(bench.ask(all, seen).value().items())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("counted")
                .isEqualTo(bare.ask(all).items());
        FileList heavy = Listings.heavy(ANY, 30, null);
        assertThat(bench.ask(heavy, seen).value()).isEqualTo(bare.ask(heavy));
        FolderTypes types = new FolderTypes(FolderPath.of("/data"), 100);
        assertThat(answer(bench, types, seen)).isEqualTo(answer(bare, types, Selection.EVERYTHING));
        FolderContents contents = new FolderContents(FolderPath.of("/data"), 1000, null);
        assertThat(sums(answer(bench, contents, seen))).isEqualTo(sums(answer(bare, contents, Selection.EVERYTHING)));
    }

    @Test
    void inodeCountsOnceAmongTheNamesThatAreSeen() {
        bench.with(SnapshotBuilder.of("alpha", "/data")
                .with(MadeEntry.file("/data/hidden/a", 900).linked(7, 3, true))
                .with(MadeEntry.file("/data/seen/b", 900).linked(7, 3, false))
                .with(MadeEntry.file("/data/seen/c", 900).linked(7, 3, false)));

        var shares = bench.ask(new Distribution(Dimension.TYPE, ANY, 10), below("/data/seen"))
                .value();

        assertThat(shares.total().entries()).isEqualTo(2);
        assertThat(shares.total().sizeBytes()).isEqualTo(900);
    }

    @Test
    void foldersOnTheWayAreBareAndOthersAreAbsent() {
        bench.with(SnapshotBuilder.of("alpha", "/data")
                .file("/data/direct", 100)
                .file("/data/seen/b", 5)
                .file("/data/hidden/deep/c", 1 << 20)
                .directory("/data/seen/locked", "permission-denied")
                .directory("/data/hidden/locked", "permission-denied"));
        Selection seen = below("/data/seen");

        Totals totals = bench.ask(new FolderContents(FolderPath.of("/data"), 10, null), seen)
                .value()
                .servers()
                .getFirst();

        assertThat(totals.sizeBytes()).isEqualTo(5);
        assertThat(totals.files()).isEqualTo(1);
        assertThat(totals.directories()).isEqualTo(2);
        assertThat(totals.direct()).isEqualTo(new Totals.Direct(0, 1, 0, 0));
        assertThat(totals.owner()).isNull();
        assertThat(totals.modified()).isNull();
        assertThatThrownBy(() -> bench.ask(new FolderContents(FolderPath.of("/data/hidden"), 10, null), seen))
                .isInstanceOf(ProblemException.class);
        Answer<?> unreadable = bench.ask(new FolderList(FolderList.Kind.named("unreadable"), 0, null, 10, null), seen);
        assertThat(unreadable.basis().snapshots().getFirst().errors()).isEqualTo(1);
        assertThat(unreadable.value().toString()).contains("/data/seen/locked").doesNotContain("hidden");
        assertThat(bench.ask(new FolderTree(FolderPath.of("/data"), 5, 0), seen)
                        .value()
                        .toString())
                .doesNotContain("hidden");
        assertThat(bench.ask(new FleetComparison(Aspect.SIZE, 3), seen).value().servers())
                .extracting(s -> s.value())
                .containsExactly(5.0);
    }

    @Test
    void serversThatMayNotBeSeenAreNowhere() {
        bench.with(
                SnapshotBuilder.of("alpha", "/data").file("/data/a", 1),
                SnapshotBuilder.of("secret", "/data").file("/data/b", 2));
        bench.source().damage(bench.make(SnapshotBuilder.of("broken", "/data").file("/data/c", 3)));
        Audience audience = server -> server.equals("alpha") ? Lens.EVERYTHING : new Lens(List.of(), List.of());

        Answer<?> answer = bench.ask(Listings.heavy(ANY, 10, null), Selection.EVERYTHING.seenBy(audience));

        assertThat(answer.toString()).contains("alpha").doesNotContain("secret").doesNotContain("broken");
        assertThat(answer.basis().complete()).isTrue();
        assertThat(bench.source().fetched()).hasSize(2);
    }

    @Test
    void answersAndTagsOfOthersAreNotGivenToWhoSeesLess() {
        bench.with(SnapshotBuilder.of("alpha", "/data").file("/data/seen/a", 1).file("/data/hidden/b", 2));
        FileList list = Listings.heavy(ANY, 10, null);
        List<String> tags = new ArrayList<>();

        for (Selection selection : List.of(Selection.EVERYTHING, below("/data/seen"), Selection.EVERYTHING)) {
            Reply<?> reply = bench.questions().ask(list, selection, Bench.ASKER, tag -> false);
            tags.add(reply.fingerprint());
        }

        assertThat(bench.ask(list, below("/data/seen")).value().items())
                .extracting(FileRow::path)
                .containsExactly("/data/seen/a");
        assertThat(bench.ask(list).items()).hasSize(2);
        assertThat(tags.get(0)).isEqualTo(tags.get(2)).isNotEqualTo(tags.get(1));
    }

    @Test
    void growthIsOfWhatIsSeen() {
        Instant first = Instant.parse("2026-11-01T00:00:00Z");
        bench.with(
                SnapshotBuilder.of("alpha", "/data")
                        .startedAt(first)
                        .file("/data/seen/a", 1)
                        .file("/data/hidden/b", 1),
                SnapshotBuilder.of("alpha", "/data").file("/data/seen/a", 8).file("/data/hidden/b", 1 << 30));
        Growth growth = new Growth(GrowthBy.FOLDER, first, Map.of(), null, ANY, false, 10);

        var shares = bench.ask(growth, below("/data/seen").at(new Moment.Two(first, Instant.MAX)))
                .value();

        assertThat(shares.total().changeBytes()).isEqualTo(7);
        assertThat(shares.toString()).doesNotContain("hidden");
    }

    @Test
    void viewIsMadeOnceAndCountsAsBytesOfTheCache() {
        bench.with(SnapshotBuilder.of("alpha", "/data").file("/data/seen/a", 1).file("/data/hidden/b", 2));
        bench.ask(Listings.heavy(ANY, 10, null));
        long before = bench.cache().bytes();

        bench.ask(Listings.heavy(ANY, 10, null), below("/data/seen"));
        long after = bench.cache().bytes();
        bench.ask(Listings.heavy(ANY, 11, null), below("/data/seen"));

        assertThat(after).isGreaterThan(before + 1000);
        assertThat(bench.cache().bytes()).isEqualTo(after);
    }

    private static Selection below(String folder) {
        Lens lens = new Lens(List.of(new Rule(folder, null)), List.of());
        return Selection.EVERYTHING.seenBy(server -> lens);
    }

    private static List<Rule> rules(Random random, int count) {
        List<Rule> rules = new ArrayList<>();
        List<String> folders = List.of("/", "/data", "/datad", "/data/a", "/data/log", "/datadd/it's", "/elsewhere");
        for (int i = 0; i < count; i++) {
            String owner = random.nextInt(3) == 0 ? (random.nextBoolean() ? "user2" : "0") : null;
            rules.add(new Rule(folders.get(random.nextInt(folders.size())), owner));
        }
        return rules;
    }

    private static boolean shows(Lens lens, MadeEntry entry) {
        return lens.allowed().stream().anyMatch(rule -> covers(rule, entry))
                && lens.denied().stream().noneMatch(rule -> covers(rule, entry));
    }

    private static boolean covers(Rule rule, MadeEntry entry) {
        String owner = entry.owner() == null ? Long.toString(entry.uid()) : entry.owner();
        boolean within = rule.folder().equals("/") || entry.path().startsWith(rule.folder() + "/");
        return within && (rule.owner() == null || rule.owner().equals(owner));
    }

    /// The random fleet has each inode once, whatever it says of further names.
    private static SnapshotBuilder[] only(RandomFleet fleet, Lens lens) {
        List<SnapshotBuilder> snapshots = new ArrayList<>();
        for (String server : List.of("server-a", "server-b", "server-c")) {
            List<Made> files = fleet.files().stream()
                    .filter(m -> m.server().equals(server))
                    .toList();
            SnapshotBuilder snapshot = SnapshotBuilder.of(server, "/data")
                    .startedAt(files.getFirst().started())
                    .lastAccess(files.getFirst().trusted());
            files.stream()
                    .map(Made::entry)
                    .filter(entry -> shows(lens, entry))
                    .map(e -> e.links() > 1 && !lens.showsAllOf("/data") ? e.linked(e.inode(), 2, true) : e)
                    .forEach(snapshot::with);
            snapshots.add(snapshot);
        }
        return snapshots.toArray(SnapshotBuilder[]::new);
    }

    /// Where nothing is seen, there is no folder; a fleet with nothing else has at least its roots.
    private static <T> Object answer(Bench asked, Question<T> question, Selection selection) {
        try {
            T answer = asked.ask(question, selection).value();
            return answer instanceof Shares shares && shares.total().entries() == 0 ? "" : answer;
        } catch (ProblemException e) {
            return "";
        }
    }

    /// Bare folders have no owner and no time of their own; all else is equal.
    private static String sums(Object contents) {
        if (!(contents instanceof io.tidemark.analytics.folder.Folder seen)) {
            return contents.toString();
        }
        StringBuilder sums = new StringBuilder();
        seen.servers().stream()
                .filter(t -> t.files() > 0)
                .forEach(t -> sums.append(t.server())
                        .append(t.sizeBytes())
                        .append(' ')
                        .append(t.files())
                        .append(' ')
                        .append(t.direct().sizeBytes())
                        .append(t.newestModified())
                        .append('\n'));
        for (Child child : seen.children().items()) {
            if (!child.type().equals("directory") || child.files() > 0) {
                sums.append(child.server())
                        .append(child.name())
                        .append(child.sizeBytes())
                        .append(' ')
                        .append(child.files())
                        .append('\n');
            }
        }
        return sums.toString();
    }
}
