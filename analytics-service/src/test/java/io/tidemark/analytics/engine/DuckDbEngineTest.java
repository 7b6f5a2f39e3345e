package io.tidemark.analytics.engine;

import io.tidemark.analytics.testing.SnapshotBuilder;
import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DuckDbEngineTest extends EngineContract {
    @Override
    Engine open(Path readable, Path spill, EngineLimits limits) {
        return new DuckDbEngine(readable, readable, spill, limits);
    }

    @Test
    void queryIsOneSelect() {
        assertThatThrownBy(() -> Query.of("COPY (SELECT 1) TO 'x'")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Query.of("SELECT 1; SELECT 2")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Query.of("ATTACH 'x.db'")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Query.of("INSTALL httpfs")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void filesOutsideTheFolderCannotBeRead() throws IOException {
        Files.writeString(folder.resolve("secret.csv"), "a,b\n1,2\n");
        List<Query> forbidden = List.of(
                Query.of("SELECT * FROM read_csv(?), all_entries", folder + "/secret.csv"),
                Query.of("SELECT * FROM read_text('/etc/passwd'), all_entries"),
                Query.of("SELECT * FROM glob('/etc/*'), all_entries"),
                Query.of("SELECT * FROM read_parquet('http://127.0.0.1:1/x.parquet'), all_entries"));

        for (Query query : forbidden) {
            assertThatThrownBy(() -> engine.ask(query, List.of(held), ASKER, row -> row))
                    .hasStackTraceContaining("disabled by configuration");
        }
    }

    @Test
    void snapshotOutsideTheFolderCannotBeReadEither() {
        HeldSnapshot outside =
                held(SnapshotBuilder.of("alpha", "/data").file("/data/a", 3).build(folder.resolve("elsewhere")));

        assertThatThrownBy(() -> engine.ask(
                        Query.of("SELECT size FROM all_entries"), List.of(outside), ASKER, r -> r.number("size")))
                .hasStackTraceContaining("disabled by configuration");
    }

    @Test
    void settingsAreLocked() {
        Query settings = Query.of("""
                SELECT value FROM duckdb_settings() WHERE name IN ('enable_external_access', 'lock_configuration')
                  AND (SELECT count(*) FROM all_entries) = 1 ORDER BY name""");

        assertThat(engine.ask(settings, List.of(held), ASKER, row -> row.text("value")))
                .containsExactly("false", "true");
    }

    @Test
    void queryThatNeedsTooMuchMemoryIsAProblem() {
        try (DuckDbEngine small =
                new DuckDbEngine(readable, readable, folder.resolve("spill"), limits(64, Duration.ofSeconds(20)))) {
            Query greedy = Query.of("SELECT len(list(range)) AS n FROM range(100000000), all_entries");

            assertThatThrownBy(() -> small.ask(greedy, List.of(held), ASKER, row -> row.number("n")))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.code().code()).isEqualTo("question-too-large"));
        }
    }

    @Test
    void queryThatFindsNoPlaceToWaitIsAProblem() throws Exception {
        try (DuckDbEngine narrow = new DuckDbEngine(
                        readable, readable, folder.resolve("spill"), limits(128, Duration.ofSeconds(20)));
                ExecutorService callers = Executors.newFixedThreadPool(2)) {
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(1);
            Query query = Query.of("SELECT size FROM all_entries");
            Future<List<Boolean>> slow =
                    callers.submit(() -> narrow.ask(query, List.of(held), ASKER, row -> waitFor(running, done)));
            running.await();
            Future<List<Long>> waiting =
                    callers.submit(() -> narrow.ask(query, List.of(held), ASKER, row -> row.number("size")));
            while (narrow.waiting() == 0) {
                Thread.onSpinWait();
            }

            assertThatThrownBy(() -> narrow.ask(query, List.of(held), ASKER, row -> row.number("size")))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.code().code()).isEqualTo("engine-busy"));

            done.countDown();
            assertThat(slow.get()).containsExactly(true);
            assertThat(waiting.get()).containsExactly(3L);
        }
    }

    @Test
    void longAnswersAreGivenAwayOnTheCallersOwnThread() {
        Query many = Query.of("SELECT range AS n FROM range(50000), all_entries");
        AtomicLong sum = new AtomicLong();

        engine.stream(many, List.of(held), ASKER, row -> row.number("n"), n -> {
            assertThat(Thread.currentThread().getName()).doesNotStartWith("engine-");
            sum.addAndGet(n);
        });

        assertThat(sum).hasValue(1_249_975_000);
        assertThatThrownBy(() -> engine.ask(many, List.of(held), ASKER, row -> row.number("n")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code().code()).isEqualTo("answer-too-large"));
    }

    @Test
    void patternThatCannotBeMatchedIsTheAskersMistake() {
        Query query = Query.of("SELECT count(*) AS n FROM all_entries WHERE regexp_matches(name, ?)");

        assertThatThrownBy(() -> engine.ask(
                        query.with(new Regex("(a{999}){999}")), List.of(held), ASKER, row -> row.number("n")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code().status()).isEqualTo(422));
    }

    @Test
    void linesBecomeAParquetTableOfTheGivenTypes() throws IOException {
        Path lines = Files.writeString(readable.resolve("x.ndjson"), """
                {"name":"2026-01-01","size":1,"at":"2026-01-15T10:00:00.123456Z"}
                {"name":null,"size":2,"at":null}
                """);
        Path table = readable.resolve("x.parquet");

        engine.toParquet(
                lines,
                List.of(
                        new Column("name", Column.Type.TEXT),
                        new Column("size", Column.Type.NUMBER),
                        new Column("at", Column.Type.MOMENT)),
                table,
                ASKER);

        assertThat(engine.ask(
                        Query.of(
                                "SELECT t.name, t.size, epoch_us(t.\"at\") AS moment FROM all_entries, read_parquet(?) t",
                                table.toString()),
                        List.of(held),
                        ASKER,
                        row -> row.textOrNull("name") + " " + row.number("size") + " " + row.micros("moment")))
                .containsExactly("2026-01-01 1 2026-01-15T10:00:00.123456Z", "null 2 null");
    }

    @Test
    void columnsAreNamedByTheProgramAlone() {
        assertThatThrownBy(() -> new Column("a\": 'X'}) --", Column.Type.TEXT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean waitFor(CountDownLatch running, CountDownLatch done) {
        running.countDown();
        try {
            return done.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EngineLimits limits(long mebibytes, Duration timeout) {
        return new EngineLimits(mebibytes << 20, 1L << 30, 1, timeout, timeout, 100, 1, 1, 2, 1);
    }
}
