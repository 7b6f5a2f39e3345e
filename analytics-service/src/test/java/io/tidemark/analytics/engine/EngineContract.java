package io.tidemark.analytics.engine;

import io.tidemark.analytics.source.Manifest;
import io.tidemark.analytics.source.Manifest.LastAccess;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.MadeSnapshot;
import io.tidemark.analytics.testing.SnapshotBuilder;
import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What every [Engine] does, whatever it is made of. It uses SQL that any engine understands.
abstract class EngineContract {
    static final Asker ASKER = Asker.named("tester");
    private static final int FILES = 60;
    private static final Query SIZES = Query.of("SELECT size FROM all_entries");
    /// 60 to the power of six pairs.
    private static final Query ENDLESS = Query.of("""
            SELECT count(*) AS n FROM all_entries a, all_entries b, all_entries c, all_entries d, all_entries e, all_entries f
            WHERE (a.size * b.size + c.size * d.size + e.size * f.size) % 7 = 3""");

    /// Names that are numbers are the stamps.
    private static final Stamped STAMPS = new Stamped() {
        @Override
        public String name() {
            return "stamps";
        }

        @Override
        public Query query() {
            return Query.of("SELECT CAST(name AS BIGINT) AS stamp, size, allocated FROM all_entries ORDER BY stamp");
        }
    };

    @TempDir
    Path folder;

    Path readable;
    HeldSnapshot held;
    Engine engine;

    /// An engine over two folders, readable and for exports, that may be the same one.
    abstract Engine open(Path readable, Path spill, EngineLimits limits);

    @BeforeEach
    void make() throws IOException {
        readable = Files.createDirectories(folder.resolve("it's readable"));
        held = held(SnapshotBuilder.of("alpha", "/data").file("/data/a", 3).build(readable));
        engine = open(readable, folder.resolve("spill"), Bench.LIMITS);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void tablesAreTheSnapshotsAskedOver() {
        HeldSnapshot other = held(SnapshotBuilder.of("beta'; DROP TABLE x; --", "/srv")
                .file("/srv/b", 4)
                .build(readable));
        Query query =
                Query.of("SELECT server, root, size FROM all_entries JOIN basis USING (filename) WHERE size > ?", 0);

        List<String> rows = engine.ask(
                query, List.of(held, other), ASKER, row -> row.text("server") + row.text("root") + row.number("size"));

        assertThat(rows).containsExactlyInAnyOrder("alpha/data3", "beta'; DROP TABLE x; --/srv4");
    }

    @Test
    void noSnapshotsHaveNoRows() {
        List<Long> rows =
                engine.ask(Query.of("SELECT count(*) AS n FROM all_entries"), List.of(), ASKER, r -> r.number("n"));

        assertThat(rows).isEmpty();
    }

    @Test
    void parametersAreValuesWhateverTheySay() {
        Query named = Query.of("SELECT size FROM all_entries WHERE name = ? OR name = ?");

        for (String text : List.of("' OR 1=1 --", "a'; DROP TABLE x; --", "%", "\\", "/*", "?", "\u0001", "\"")) {
            assertThat(engine.ask(named.with(text, text + "'"), List.of(held), ASKER, r -> r.number("size")))
                    .isEmpty();
        }
        assertThat(engine.ask(named.with("'", "a"), List.of(held), ASKER, r -> r.number("size")))
                .containsExactly(3L);
    }

    @Test
    void rowsAreGivenInOrderHeldOrNot() {
        HeldSnapshot many = many();
        Query query = Query.of("SELECT size FROM all_entries ORDER BY size DESC");
        List<Long> streamed = new ArrayList<>();

        engine.stream(query, List.of(many), ASKER, r -> r.number("size"), streamed::add);

        assertThat(streamed).hasSize(FILES).startsWith(59L, 58L).isEqualTo(sizes(query, many));
    }

    @Test
    void moreRowsThanMayBeHeldAreAProblemAndNoneWhereTheyAreNotHeld() {
        HeldSnapshot many = many();
        List<Long> streamed = new ArrayList<>();
        Query pairs = Query.of(
                "SELECT a.size AS size FROM all_entries a, all_entries b, (SELECT * FROM all_entries LIMIT 3) c");

        engine.stream(pairs, List.of(many), ASKER, r -> r.number("size"), streamed::add);

        assertThat(streamed).hasSize(3 * FILES * FILES);
        assertThatThrownBy(() -> sizes(pairs, many)).satisfies(e -> isProblem(e, "answer-too-large", 422));
    }

    @Test
    void soManyTablesAtOnceAreGivenAwayAndNoMore() {
        List<String> refused = new ArrayList<>();

        engine.stream(
                SIZES,
                List.of(held),
                ASKER,
                r -> r.number("size"),
                first -> engine.stream(
                        SIZES,
                        List.of(held),
                        ASKER,
                        r -> r.number("size"),
                        second -> assertThatThrownBy(
                                        () -> engine.stream(SIZES, List.of(held), ASKER, r -> r, third -> {}))
                                .satisfies(e -> isProblem(e, "engine-busy", 503))
                                .satisfies(e -> refused.add("third"))));

        assertThat(refused).containsExactly("third");
        engine.stream(SIZES, List.of(held), ASKER, r -> r.number("size"), row -> refused.add("none"));
        assertThat(refused).containsExactly("third", "none");
    }

    @Test
    void failureOfWhoTakesTheRowsIsTheCallsOwn() {
        assertThatThrownBy(() -> engine.stream(SIZES, List.of(held), ASKER, r -> r.number("size"), row -> {
                    throw new IllegalStateException("full");
                }))
                .hasMessage("full");

        assertThat(sizes(SIZES, held)).containsExactly(3L);
    }

    @Test
    void writtenRowsAreASummary() throws IOException {
        Files.createDirectories(held.summaries());

        engine.write(
                Query.of("SELECT 'x' AS dimension, name AS key, size FROM all_entries"),
                List.of(held),
                ASKER,
                Layout.READ_WHOLE,
                held.summary(Table.SPREADS));

        assertThat(engine.ask(
                        Query.of("SELECT server, key, size FROM spreads JOIN basis USING (filename)"),
                        List.of(held),
                        ASKER,
                        r -> r.text("server") + r.text("key") + r.number("size")))
                .containsExactly("alphaa3");
    }

    @Test
    void rowsUnderAKeyAreFoundInEachSnapshot() throws IOException {
        HeldSnapshot other = held(SnapshotBuilder.of("beta", "/data")
                .file("/data/x/b", 4)
                .file("/data/x/y/c", 5)
                .build(readable));
        for (HeldSnapshot one : List.of(held, other)) {
            Files.createDirectories(one.summaries());
            engine.write(FoldersByPath.FOLDERS, one, ASKER, one.summary(FoldersByPath.FOLDERS));
        }
        List<String> found = new ArrayList<>();

        for (String path : List.of("/data", "/data/x", "/dat", "/data/x/y/c")) {
            String key = FoldersByPath.key(path);
            engine.look(
                    FoldersByPath.FOLDERS,
                    snapshot -> KeyRange.of(key),
                    List.of(other, held),
                    ASKER,
                    row -> found.add(row.text("server") + FoldersByPath.path(row) + row.number("total_size")));
        }

        assertThat(found).containsExactly("beta/data9", "alpha/data3", "beta/data/x9");
    }

    @Test
    void stampsThatSeveralFilesHaveAreFoundOverAllSnapshots() throws IOException {
        HeldSnapshot one = stamped(SnapshotBuilder.of("one", "/data")
                .file("/data/3", 5000)
                .file("/data/0", 1)
                .file("/data/x/3", 1));
        HeldSnapshot two =
                stamped(SnapshotBuilder.of("two", "/a").file("/a/3", 9000).file("/a/77", 20));
        HeldSnapshot more =
                stamped(SnapshotBuilder.of("two", "/b").file("/b/77", 20).file("/b/3", 4096));
        List<HeldSnapshot> all = List.of(one, two, more);

        List<Repeat> repeats = engine.repeats(STAMPS, null, 10, all, ASKER);

        assertThat(repeats)
                .containsExactly(
                        new Repeat(
                                3, 4, 2, 8192 + 4096 + 4096, repeats.getFirst().sizeBytes(), one),
                        new Repeat(77, 2, 1, 4096, 20, two));
        assertThat(engine.repeats(STAMPS, null, 1, all, ASKER)).containsExactly(repeats.getFirst());
        assertThat(engine.repeats(STAMPS, repeats.getFirst().place(), 10, all, ASKER))
                .containsExactly(repeats.getLast());
        assertThat(engine.repeats(STAMPS, null, 10, List.of(two), ASKER)).isEmpty();
        assertThat(engine.repeats(STAMPS, null, 10, List.of(), ASKER)).isEmpty();
    }

    @Test
    void askerWhoHasLeftIsToldOfNoRepeats() throws IOException {
        Asker gone = Asker.named("gone");
        gone.leave();
        HeldSnapshot one = stamped(SnapshotBuilder.of("one", "/data").file("/data/1", 5));

        assertThatThrownBy(() -> engine.repeats(STAMPS, null, 10, List.of(one), gone))
                .satisfies(e -> isProblem(e, "caller-gone", 499));
    }

    private HeldSnapshot stamped(SnapshotBuilder snapshot) throws IOException {
        HeldSnapshot made = held(snapshot.build(readable));
        Files.createDirectories(made.summaries());
        engine.write(STAMPS, made, ASKER, made.summary(STAMPS));
        return made;
    }

    @Test
    void lookupsDoNotWaitForQueries() throws Exception {
        Asker leaving = Asker.named("leaving");
        HeldSnapshot many = many();
        Files.createDirectories(held.summaries());
        engine.write(FoldersByPath.FOLDERS, held, ASKER, held.summary(FoldersByPath.FOLDERS));
        int atOnce = Bench.LIMITS.concurrency();
        try (ExecutorService callers = Executors.newFixedThreadPool(atOnce)) {
            List<Future<List<Long>>> queries = new ArrayList<>();
            for (int i = 0; i < atOnce; i++) {
                queries.add(callers.submit(() -> engine.ask(ENDLESS, List.of(many), leaving, r -> r.number("n"))));
            }
            Thread.sleep(200);
            List<String> found = new ArrayList<>();

            engine.look(
                    FoldersByPath.FOLDERS,
                    snapshot -> KeyRange.of(FoldersByPath.key("/data")),
                    List.of(held),
                    ASKER,
                    row -> found.add(row.text("server")));

            assertThat(found).containsExactly("alpha");
            assertThat(queries).noneMatch(Future::isDone);
            leaving.leave();
        }
    }

    @Test
    void askerWhoHasLeftFindsNothing() {
        Asker gone = Asker.named("gone");
        gone.leave();

        assertThatThrownBy(() -> engine.look(
                        FoldersByPath.FOLDERS, snapshot -> new KeyRange("", "z"), List.of(held), gone, row -> {}))
                .satisfies(e -> isProblem(e, "caller-gone", 499));
    }

    @Test
    void listsOfParametersAreTablesAndWholeNumbersAreAddedUpExactly() {
        long odd = (1L << 53) + 1;
        HeldSnapshot one = held(SnapshotBuilder.of("one", "/").file("/a", odd).build(readable));
        HeldSnapshot two = held(
                SnapshotBuilder.of("two", "/").file("/a", odd).file("/b", 1).build(readable));
        Query query = Query.of("""
                SELECT label, CAST(sum(size) AS BIGINT) AS bytes FROM all_entries JOIN basis USING (filename)
                  JOIN (SELECT unnest(?) AS server, unnest(?) AS label) USING (server) GROUP BY label ORDER BY label""");

        List<String> rows = engine.ask(
                query.with(List.of("one", "two", "'"), List.of("a", "a", "b")),
                List.of(one, two, held),
                ASKER,
                r -> r.text("label") + r.number("bytes"));

        assertThat(rows).containsExactly("a" + (2 * odd + 1));
    }

    @Test
    void queryThatTakesTooLongIsAProblem() {
        EngineLimits hurried = new EngineLimits(
                128L << 20, 1L << 30, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), 100, 1, 1, 2, 1);
        HeldSnapshot many = many();
        try (Engine hasty = open(readable, folder.resolve("spill2"), hurried)) {
            assertThatThrownBy(() -> hasty.ask(ENDLESS, List.of(many), ASKER, r -> r.number("n")))
                    .satisfies(e -> isProblem(e, "question-timeout", 503));
            assertThat(hasty.ask(SIZES, List.of(held), ASKER, r -> r.number("size")))
                    .containsExactly(3L);
        }
    }

    @Test
    void queryOfAnAskerWhoLeftIsStopped() throws Exception {
        Asker leaving = Asker.named("leaving");
        HeldSnapshot many = many();
        try (ExecutorService callers = Executors.newFixedThreadPool(1)) {
            Future<List<Long>> asked =
                    callers.submit(() -> engine.ask(ENDLESS, List.of(many), leaving, r -> r.number("n")));
            Thread.sleep(200);

            leaving.leave();

            assertThatThrownBy(() -> asked.get(10, TimeUnit.SECONDS))
                    .cause()
                    .satisfies(e -> isProblem(e, "caller-gone", 499));
        }
        assertThat(sizes(SIZES, held)).containsExactly(3L);
    }

    @Test
    void askerWhoHasLeftIsAnsweredNothing() {
        Asker gone = Asker.named("gone");
        gone.leave();

        assertThatThrownBy(() -> engine.ask(SIZES, List.of(held), gone, r -> r.number("size")))
                .satisfies(e -> isProblem(e, "caller-gone", 499));
    }

    private HeldSnapshot many() {
        SnapshotBuilder many = SnapshotBuilder.of("many", "/data");
        for (int i = 0; i < FILES; i++) {
            many.file("/data/f" + i, i);
        }
        return held(many.build(readable));
    }

    private List<Long> sizes(Query query, HeldSnapshot over) {
        return engine.ask(query, List.of(over), ASKER, r -> r.number("size"));
    }

    static void isProblem(Throwable thrown, String code, int status) {
        assertThat(thrown).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.code().code()).isEqualTo(code);
            assertThat(problem.code().status()).isEqualTo(status);
        });
    }

    static HeldSnapshot held(MadeSnapshot made) {
        return new HeldSnapshot(
                made.snapshot(), made.folder(), new Manifest(new LastAccess(true, "made"), null, List.of(), List.of()));
    }
}
