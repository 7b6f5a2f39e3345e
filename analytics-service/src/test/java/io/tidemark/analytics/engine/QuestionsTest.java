package io.tidemark.analytics.engine;

import io.tidemark.analytics.engine.Basis.Used;
import io.tidemark.analytics.source.Missing;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.MadeSnapshot;
import io.tidemark.analytics.testing.SnapshotBuilder;
import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class QuestionsTest {
    private static final Query SUM =
            Query.of("SELECT CAST(coalesce(sum(size), 0) AS BIGINT) AS bytes FROM all_entries");

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
    void basisTellsWhatWasRead() {
        MadeSnapshot made = bench.make(SnapshotBuilder.of("alpha", "/data").file("/data/a", 5));

        Basis basis = sum().basis();

        assertThat(basis)
                .isEqualTo(new Basis(
                        java.util.List.of(new Used(
                                made.snapshot().id(),
                                "alpha",
                                "/data",
                                Instant.parse("2026-11-20T00:00:00Z"),
                                3600,
                                0.5,
                                3)),
                        true,
                        java.util.List.of(),
                        java.util.List.of(),
                        false,
                        Bench.NOW));
    }

    @Test
    void lowerRootIsSetAsideWhereTheUpperOneHasItToo() {
        MadeSnapshot upper = bench.make(
                SnapshotBuilder.of("alpha", "/usr").file("/usr/bin/a", 10).file("/usr/share/b", 20));
        bench.make(SnapshotBuilder.of("alpha", "/usr/share")
                .startedAt(Instant.parse("2026-11-20T00:30:00Z"))
                .file("/usr/share/b", 21));
        bench.make(SnapshotBuilder.of("beta", "/usr/share").file("/usr/share/b", 300));

        Answer<Long> answer = sum();

        assertThat(answer.value()).isEqualTo(330);
        assertThat(answer.basis().complete()).isTrue();
        assertThat(answer.basis().setAside())
                .extracting(Basis.SetAside::server, Basis.SetAside::root, Basis.SetAside::coveredBy)
                .containsExactly(tuple("alpha", "/usr/share", upper.snapshot().id()));
    }

    @Test
    void lowerRootIsReadWhereTheUpperScanDidNotGoIn() {
        bench.with(
                SnapshotBuilder.of("alpha", "/").file("/a", 10).directory("/home", "mount-point"),
                SnapshotBuilder.of("alpha", "/home").file("/home/b", 20));

        Answer<Long> answer = sum();

        assertThat(answer.value()).isEqualTo(30);
        assertThat(answer.basis().setAside()).isEmpty();
    }

    @Test
    void rootWithALikeNameIsNotBelow() {
        bench.with(
                SnapshotBuilder.of("alpha", "/data").file("/data/a", 10),
                SnapshotBuilder.of("alpha", "/data2").file("/data2/b", 20));

        assertThat(sum().value()).isEqualTo(30);
    }

    @Test
    void lowerRootStepsInWhereTheUpperOneIsDamaged() {
        MadeSnapshot upper = bench.make(SnapshotBuilder.of("alpha", "/usr").file("/usr/share/b", 20));
        bench.make(SnapshotBuilder.of("alpha", "/usr/share").file("/usr/share/b", 21));
        bench.source().damage(upper);

        Answer<Long> answer = sum();

        assertThat(answer.value()).isEqualTo(21);
        assertThat(answer.basis().complete()).isFalse();
    }

    @Test
    void damagedSnapshotIsMissingAndTheOthersAnswer() {
        bench.make(SnapshotBuilder.of("alpha", "/data").file("/data/a", 5));
        bench.source().damage(bench.make(SnapshotBuilder.of("beta", "/data").file("/data/b", 7)));

        Answer<Long> answer = sum();

        assertThat(answer.value()).isEqualTo(5);
        assertThat(answer.basis().complete()).isFalse();
        assertThat(answer.basis().missing())
                .containsExactly(new Missing(
                        "beta", "/data", "entries-00000.parquet is damaged: its SHA-256 is not the registered one"));
    }

    @Test
    void whenHistoryIsAwayWhatWasListedAnswers() {
        bench.with(SnapshotBuilder.of("alpha", "/data").file("/data/a", 5));
        sum();
        bench.source().away(true);
        bench.clock().push(Duration.ofMinutes(2));

        Answer<Long> answer = sum();

        assertThat(answer.value()).isEqualTo(5);
        assertThat(answer.basis().stale()).isTrue();
        assertThat(answer.basis().complete()).isFalse();
        assertThat(answer.basis().listedAt()).isEqualTo(Bench.NOW);
        assertThat(answer.basis().snapshots()).extracting(Used::ageSeconds).containsExactly(3720L);
    }

    @Test
    void whenHistoryIsAwaySinceTheStartWhatEarlierRunsKeptAnswers() {
        bench.with(
                SnapshotBuilder.of("alpha", "/data")
                        .startedAt(Instant.parse("2026-11-19T00:00:00Z"))
                        .file("/data/a", 5),
                SnapshotBuilder.of("alpha", "/other").file("/other/x", 100));
        sum();
        bench.close();
        bench = new Bench(folder);
        bench.source().away(true);

        Answer<Long> answer = sum();

        assertThat(answer.value()).isEqualTo(105);
        assertThat(answer.basis().stale()).isTrue();
        assertThat(answer.basis().listedAt()).isNull();
        assertThat(bench.source().fetched()).isEmpty();
    }

    @Test
    void historyIsAskedOnceInAWhile() {
        sum();
        sum();
        bench.clock().push(Duration.ofSeconds(5));
        sum();

        assertThat(bench.source().listings()).isEqualTo(2);
    }

    @Test
    void folderIsAskedOfTheNewestSnapshotThatHasIt() {
        bench.with(
                SnapshotBuilder.of("alpha", "/usr").file("/usr/share/b", 20),
                SnapshotBuilder.of("alpha", "/usr/share")
                        .startedAt(Instant.parse("2026-11-20T00:30:00Z"))
                        .file("/usr/share/b", 21));

        Answer<Long> answer = bench.questions().below("test", "/usr/share", Selection.EVERYTHING, QuestionsTest::bytes);

        assertThat(answer.value()).isEqualTo(21);
        assertThat(answer.basis().snapshots()).extracting(Used::root).containsExactly("/usr/share");
        assertThat(answer.basis().setAside()).extracting(Basis.SetAside::root).containsExactly("/usr");
    }

    @Test
    void mountPointIsAskedOfTheSnapshotThatSawItsInside() {
        bench.with(
                SnapshotBuilder.of("alpha", "/")
                        .startedAt(Instant.parse("2026-11-20T00:30:00Z"))
                        .directory("/home", "mount-point"),
                SnapshotBuilder.of("alpha", "/home").file("/home/b", 20));

        assertThat(bench.questions()
                        .below("test", "/home", Selection.EVERYTHING, QuestionsTest::bytes)
                        .value())
                .isEqualTo(20);
    }

    @Test
    void onlySnapshotsThatReachTheFolderAreFetched() {
        bench.with(
                SnapshotBuilder.of("alpha", "/usr").file("/usr/a", 20),
                SnapshotBuilder.of("beta", "/srv").file("/srv/a", 20));

        bench.questions().below("test", "/usr", Selection.EVERYTHING, QuestionsTest::bytes);

        assertThat(bench.source().fetched()).hasSize(2);
    }

    @Test
    void folderNobodyHasIsNotFound() {
        bench.with(SnapshotBuilder.of("alpha", "/usr").file("/usr/a", 20));

        assertThatThrownBy(() ->
                        bench.questions().below("test", "/usr/nothing", Selection.EVERYTHING, QuestionsTest::bytes))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code().code()).isEqualTo("folder-not-found"));
    }

    @Test
    void folderIsUnknownRatherThanAbsentWhereItsSnapshotCannotBeRead() {
        bench.source().damage(bench.make(SnapshotBuilder.of("alpha", "/usr").file("/usr/a", 20)));

        assertThatThrownBy(() -> bench.questions().below("test", "/usr", Selection.EVERYTHING, QuestionsTest::bytes))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code().status()).isEqualTo(503));
    }

    @Test
    void selectionOfAServerNobodyKnowsHasNothing() {
        bench.with(SnapshotBuilder.of("alpha", "/usr").file("/usr/a", 20));

        Answer<Long> answer =
                bench.questions().everywhere("test", new Selection(Set.of("nobody"), Set.of()), QuestionsTest::bytes);

        assertThat(answer.value()).isZero();
        assertThat(answer.basis().complete()).isTrue();
    }

    private Answer<Long> sum() {
        return bench.questions().everywhere("test", Selection.EVERYTHING, QuestionsTest::bytes);
    }

    private static long bytes(Ground ground) {
        return ground.ask(SUM, row -> row.number("bytes")).stream().findFirst().orElse(0L);
    }
}
