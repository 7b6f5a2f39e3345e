package io.tidemark.analytics.folder;

import io.tidemark.analytics.folder.Branch.Rest;
import io.tidemark.analytics.folder.Shares.Share;
import io.tidemark.analytics.folder.Totals.Direct;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.MadeEntry;
import io.tidemark.analytics.testing.RandomFleet;
import io.tidemark.analytics.testing.SnapshotBuilder;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class FolderTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
        bench.with(
                SnapshotBuilder.of("alpha", "/")
                        .file("/top", 1)
                        .file("/data/a.txt", 100)
                        .file("/data/b.txt", 300)
                        .file("/data/big/c.log", 5000)
                        .file("/data/big/deep/d.log", 700)
                        .file("/data/big/deep/deeper/e.log", 60)
                        .file("/data/small/f.txt", 10)
                        .file("/data2/g", 9)
                        .file("/data/with'quote/h", 2)
                        .directory("/data/locked", "permission-denied"),
                SnapshotBuilder.of("beta", "/data").file("/data/a.txt", 300));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void totalsStandForEachServer() {
        List<Totals> servers = look("/data", 1, null).servers();

        assertThat(servers)
                .extracting(Totals::server, Totals::sizeBytes, Totals::files, Totals::directories, Totals::direct)
                .containsExactly(
                        tuple("alpha", 6172L, 7L, 6L, new Direct(2, 4, 400, 8192)),
                        tuple("beta", 300L, 1L, 0L, new Direct(1, 0, 300, 4096)));
        assertThat(servers.getFirst().newestModified()).isEqualTo(MadeEntry.MODIFIED);
    }

    @Test
    void childrenComeBySizeOverAllServers() {
        assertThat(look("/data", 100, null).children().items())
                .extracting(Child::server, Child::name, Child::type, Child::sizeBytes, Child::error)
                .containsExactly(
                        tuple("alpha", "big", "directory", 5760L, null),
                        tuple("alpha", "b.txt", "file", 300L, null),
                        tuple("beta", "a.txt", "file", 300L, null),
                        tuple("alpha", "a.txt", "file", 100L, null),
                        tuple("alpha", "small", "directory", 10L, null),
                        tuple("alpha", "with'quote", "directory", 2L, null),
                        tuple("alpha", "locked", "directory", 0L, "permission-denied"));
    }

    @Test
    void pagesOfChildrenTogetherAreTheWholeList() {
        List<String> paged = new ArrayList<>();
        String cursor = null;
        do {
            Page<Child> page = look("/data", 2, cursor).children();
            page.items().forEach(child -> paged.add(child.server() + "/" + child.name()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(paged)
                .containsExactly(
                        "alpha/big",
                        "alpha/b.txt",
                        "beta/a.txt",
                        "alpha/a.txt",
                        "alpha/small",
                        "alpha/with'quote",
                        "alpha/locked");
    }

    @Test
    void rootOfTheFileSystemIsAFolder() {
        Folder root = look("/", 100, null);

        assertThat(root.servers())
                .extracting(Totals::server, Totals::sizeBytes)
                .containsExactly(tuple("alpha", 6182L), tuple("beta", 300L));
        assertThat(root.children().items())
                .extracting(Child::server, Child::name)
                .containsExactly(
                        tuple("alpha", "data"), tuple("beta", "data"), tuple("alpha", "data2"), tuple("alpha", "top"));
    }

    @Test
    void folderAboveAllRootsShowsTheWaysToThem() {
        bench.with(
                SnapshotBuilder.of("gamma", "/srv/a/x").file("/srv/a/x/1", 100).file("/srv/a/x/d/2", 20),
                SnapshotBuilder.of("gamma", "/srv/a/y").file("/srv/a/y/3", 7),
                SnapshotBuilder.of("gamma", "/srv/b").file("/srv/b/4", 50));

        Folder srv = look("/srv", 2, null);

        assertThat(srv.servers())
                .extracting(Totals::server, Totals::snapshotId, Totals::sizeBytes, Totals::files, Totals::directories)
                .containsExactly(tuple("gamma", null, 177L, 4L, 5L));
        assertThat(srv.children().items())
                .extracting(Child::name, Child::sizeBytes, Child::files, Child::directories, Child::owner)
                .containsExactly(tuple("a", 127L, 3L, 3L, null), tuple("b", 50L, 1L, 0L, "root"));
        assertThat(srv.children().nextCursor()).isNull();
    }

    @Test
    void treeAboveAllRootsAddsUp() {
        bench.with(
                SnapshotBuilder.of("gamma", "/srv/a/x").file("/srv/a/x/1", 100).file("/srv/a/x/d/2", 20),
                SnapshotBuilder.of("gamma", "/srv/a/y").file("/srv/a/y/3", 7),
                SnapshotBuilder.of("gamma", "/srv/b").file("/srv/b/4", 50));

        Branch srv = tree("/srv", 3, 10);

        assertThat(srv.sizeBytes()).isEqualTo(177);
        assertThat(srv.children()).extracting(Branch::path).containsExactly("/srv/a", "/srv/b");
        Branch a = srv.children().getFirst();
        assertThat(a.other()).isEqualTo(new Rest(1, 7, 4096));
        assertThat(a.children().getFirst().children())
                .extracting(Branch::path, Branch::sizeBytes)
                .containsExactly(tuple("/srv/a/x/d", 20L));
    }

    @Test
    void unreadableFolderSaysWhy() {
        assertThat(look("/data/locked", 10, null).servers())
                .extracting(Totals::error)
                .containsExactly("permission-denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mount-point", "excluded"})
    void whatAScanLeftOutIsNeitherUnreadableNorEmpty(String error) {
        bench.with(SnapshotBuilder.of("delta", "/left")
                .directory("/left/out", error)
                .directory("/left/bad", "input-output")
                .directory("/left/empty", null));
        FolderPath left = FolderPath.of("/left");

        assertThat(bench.ask(new FolderList(FolderList.Kind.UNREADABLE, 0, left, 10, null))
                        .items())
                .extracting(FolderRow::path)
                .containsExactly("/left/bad");
        assertThat(bench.ask(new FolderList(FolderList.Kind.EMPTY, 0, left, 10, null))
                        .items())
                .extracting(FolderRow::path)
                .containsExactly("/left/empty");
    }

    @Test
    void treeAddsUpAtEveryBranch() {
        Branch root = tree("/data", 16, 0);

        assertThat(root.children()).extracting(Branch::name).containsExactly("big", "small", "with'quote", "locked");
        assertThat(root.other()).isNull();
        assertThat(root.filesSizeBytes()
                        + root.children().stream().mapToLong(Branch::sizeBytes).sum())
                .isEqualTo(root.sizeBytes());
        assertThat(root.children().getFirst().children().getFirst().children())
                .extracting(Branch::path, Branch::sizeBytes)
                .containsExactly(tuple("/data/big/deep/deeper", 60L));
    }

    @Test
    void whatIsTooDeepOrTooSmallIsFolded() {
        Branch root = tree("/data", 1, 10);

        assertThat(root.children()).extracting(Branch::name).containsExactly("big", "small");
        assertThat(root.other()).isEqualTo(new Rest(2, 2, 4096));
        assertThat(root.children().getFirst().other()).isEqualTo(new Rest(1, 760, 8192));
    }

    @Test
    void treeOfDepthZeroIsTheFolderAlone() {
        Branch root = tree("/data", 0, 0);

        assertThat(root.children()).isEmpty();
        assertThat(root.other()).isEqualTo(new Rest(4, 5772, 24576));
    }

    @Test
    void treeOfTheFileSystemsRootHasEverything() {
        Branch root = tree("/", 1, 0);

        assertThat(root.children()).extracting(Branch::path).containsExactly("/data", "/data2");
        assertThat(root.sizeBytes()).isEqualTo(6182);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "17, 0", "1, -1"})
    void senselessTreesAreRefused(int depth, long minBytes) {
        assertThatThrownBy(() -> tree("/data", depth, minBytes)).isInstanceOf(ProblemException.class);
    }

    @Test
    void typesAreThoseOfTheFolderAloneNotOfItsNeighbours() {
        Shares types = bench.ask(
                        new FolderTypes(FolderPath.of("/data"), 2),
                        new Selection(java.util.Set.of("alpha"), java.util.Set.of()))
                .value();

        assertThat(types.groups())
                .containsExactly(
                        new Share("log", 3, 5760, 16384, 5760 / 6172.0), new Share("txt", 3, 410, 12288, 410 / 6172.0));
        assertThat(types.other()).isEqualTo(new Shares.Other(1, 1, 2, 4096, 2 / 6172.0));
        assertThat(types.total().sizeBytes()).isEqualTo(6172);
    }

    @ParameterizedTest
    @CsvSource({"data, /data", "/data/, /data", "'', /", "/, /", "//data//x, /data/x", "./data/./x, /data/x"})
    void pathsAreReadKindly(String written, String path) {
        assertThat(FolderPath.of(written).text()).isEqualTo(path);
    }

    @Test
    void pathsThatStepUpAreRefused() {
        assertThatThrownBy(() -> FolderPath.of("/data/../etc")).isInstanceOf(ProblemException.class);
        assertThat(FolderPath.of("/data/..hidden").text()).isEqualTo("/data/..hidden");
    }

    private Folder look(String path, int limit, @Nullable String cursor) {
        return bench.ask(new FolderContents(FolderPath.of(path), limit, cursor));
    }

    private Branch tree(String path, int depth, long minBytes) {
        return bench.ask(new FolderTree(FolderPath.of(path), depth, minBytes))
                .getFirst()
                .root();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyPageOfEveryFolderIsWhatIsInIt(long seed) {
        RandomFleet fleet = new RandomFleet(seed, 4, 80);
        try (Bench random = new Bench(folder.resolve("random"))) {
            random.with(fleet.snapshots());
            for (String path : List.of("/data", "/data/d")) {
                List<String> expected = inside(fleet, path);
                for (int limit : List.of(2, 9, 1000)) {
                    assertThat(paged(random, path, limit)).isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FolderList.Kind.class,
            names = {"MOST_ENTRIES", "LARGEST"})
    void pagesOfFoldersThatStandOutAreAllFoldersInOrder(FolderList.Kind kind) {
        RandomFleet fleet = new RandomFleet(3, 3, 60);
        try (Bench random = new Bench(folder.resolve("random"))) {
            random.with(fleet.snapshots());
            List<String> paged = new ArrayList<>();
            String cursor = null;
            do {
                Page<FolderRow> page = random.ask(new FolderList(kind, 1, FolderPath.of("/data/d"), 4, cursor));
                page.items().forEach(row -> paged.add(shown(kind, row)));
                cursor = page.nextCursor();
            } while (cursor != null);

            assertThat(paged).hasSizeGreaterThan(8).isEqualTo(standingOut(kind, fleet));
            assertThat(random.export(new FolderList(kind, 1, FolderPath.of("/data/d"), 1000, null)))
                    .extracting(row -> shown(kind, row))
                    .isEqualTo(paged);
        }
    }

    private static String shown(FolderList.Kind kind, FolderRow row) {
        long measure = kind == FolderList.Kind.LARGEST ? row.sizeBytes() : row.entries();
        return measure + row.server() + row.path();
    }

    /// From the files alone.
    private static List<String> standingOut(FolderList.Kind kind, RandomFleet fleet) {
        Map<List<String>, Set<String>> names = new HashMap<>();
        Map<List<String>, Long> sizes = new HashMap<>();
        for (RandomFleet.Made made : fleet.files()) {
            String path = made.entry().path();
            for (int slash = path.lastIndexOf('/');
                    slash > "/data".length();
                    slash = path.lastIndexOf('/', slash - 1)) {
                List<String> above = List.of(made.server(), path.substring(0, slash));
                String rest = path.substring(slash + 1);
                names.computeIfAbsent(above, none -> new HashSet<>()).add(rest.split("/", 2)[0]);
                sizes.merge(above, made.entry().counted() ? made.entry().size() : 0, Long::sum);
            }
        }
        return names.entrySet().stream()
                .map(entry -> Map.entry(
                        entry.getKey(),
                        kind == FolderList.Kind.LARGEST
                                ? sizes.getOrDefault(entry.getKey(), 0L)
                                : (long) entry.getValue().size()))
                .filter(entry -> entry.getValue() >= 1)
                .filter(entry -> (entry.getKey().get(1) + "/").startsWith("/data/d/"))
                .sorted(Map.Entry.<List<String>, Long>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().get(0))
                        .thenComparing(entry -> entry.getKey().get(1)))
                .map(entry -> entry.getValue()
                        + entry.getKey().get(0)
                        + entry.getKey().get(1))
                .toList();
    }

    private static List<String> paged(Bench random, String path, int limit) {
        List<String> paged = new ArrayList<>();
        String cursor = null;
        do {
            Page<Child> page = random.ask(new FolderContents(FolderPath.of(path), limit, cursor))
                    .children();
            page.items().forEach(child -> paged.add(child.sizeBytes() + child.server() + "/" + child.name()));
            cursor = page.nextCursor();
        } while (cursor != null);
        return paged;
    }

    /// From the files alone: those in a folder, and each folder in it with the sum of what is below it.
    private static List<String> inside(RandomFleet fleet, String path) {
        Map<List<String>, Long> sizes = new HashMap<>();
        for (RandomFleet.Made made : fleet.files()) {
            if (made.entry().path().startsWith(path + "/")) {
                String below = made.entry().path().substring(path.length() + 1);
                boolean direct = below.indexOf('/') < 0;
                String name = direct ? below : below.substring(0, below.indexOf('/'));
                long size = direct || made.entry().counted() ? made.entry().size() : 0;
                sizes.merge(List.of(made.server(), name), size, Long::sum);
            }
        }
        return sizes.entrySet().stream()
                .sorted(Map.Entry.<List<String>, Long>comparingByValue()
                        .reversed()
                        .thenComparing(child -> child.getKey().get(0))
                        .thenComparing(child -> child.getKey().get(1)))
                .map(child -> child.getValue() + String.join("/", child.getKey()))
                .toList();
    }
}
