package io.tidemark.analytics.engine;

import io.tidemark.analytics.engine.Basis.Used;
import io.tidemark.analytics.source.Manifest;
import io.tidemark.analytics.source.Missing;
import io.tidemark.analytics.source.Moment;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.MadeSnapshot;
import io.tidemark.analytics.testing.SnapshotBuilder;
import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

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
                                3,
                                new Manifest.LastAccess(true, "made"),
                                java.util.List.of("created"))),
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

    @ParameterizedTest
    @ValueSource(strings = {"mount-point", "excluded", "permission-denied"})
    void lowerRootIsReadWhereTheUpperScanDidNotGoIn(String error) {
        bench.with(
                SnapshotBuilder.of("alpha", "/").file("/a", 10).directory("/home", error),
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
    void answerIsThatOfTheNewSnapshotAtOnceWhenHistoryTellsOfIt() {
        bench.with(SnapshotBuilder.of("alpha", "/data").file("/data/a", 5));
        sum();
        MadeSnapshot newer = bench.make(SnapshotBuilder.of("alpha", "/data")
                .startedAt(Instant.parse("2026-11-20T00:30:00Z"))
                .file("/data/a", 7));
        assertThat(sum().value()).isEqualTo(5);

        bench.tell(newer);

        assertThat(sum().value()).isEqualTo(7);
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

        Answer<Long> answer = bench.ask(new BytesBelow("/usr/share"), Selection.EVERYTHING);

        assertThat(answer.value()).isEqualTo(21);
        assertThat(answer.basis().snapshots()).extracting(Used::root).containsExactly("/usr/share");
        assertThat(answer.basis().setAside()).extracting(Basis.SetAside::root).containsExactly("/usr");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mount-point", "excluded"})
    void whatAScanLeftOutIsAskedOfTheSnapshotThatSawItsInside(String error) {
        bench.with(
                SnapshotBuilder.of("alpha", "/")
                        .startedAt(Instant.parse("2026-11-20T00:30:00Z"))
                        .directory("/home", error),
                SnapshotBuilder.of("alpha", "/home").file("/home/b", 20));

        assertThat(bench.ask(new BytesBelow("/home"))).isEqualTo(20);
    }

    @Test
    void onlySnapshotsThatReachTheFolderAreFetched() {
        bench.with(
                SnapshotBuilder.of("alpha", "/usr").file("/usr/a", 20),
                SnapshotBuilder.of("beta", "/srv").file("/srv/a", 20));

        bench.ask(new BytesBelow("/usr"));

        assertThat(bench.source().fetched()).hasSize(2);
    }

    @Test
    void folderNobodyHasIsNotFound() {
        bench.with(SnapshotBuilder.of("alpha", "/usr").file("/usr/a", 20));

        assertThatThrownBy(() -> bench.ask(new BytesBelow("/usr/nothing")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code().code()).isEqualTo("folder-not-found"));
    }

    @Test
    void folderIsUnknownRatherThanAbsentWhereItsSnapshotCannotBeRead() {
        bench.source().damage(bench.make(SnapshotBuilder.of("alpha", "/usr").file("/usr/a", 20)));

        assertThatThrownBy(() -> bench.ask(new BytesBelow("/usr")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code().status()).isEqualTo(503));
    }

    @Test
    void selectionOfAServerNobodyKnowsHasNothing() {
        bench.with(SnapshotBuilder.of("alpha", "/usr").file("/usr/a", 20));

        Answer<Long> answer = bench.ask(new Bytes(), new Selection(Set.of("nobody"), Set.of()));

        assertThat(answer.value()).isZero();
        assertThat(answer.basis().complete()).isTrue();
    }

    @Test
    void secondIdenticalQuestionNeedsNoEngine() {
        bench.with(
                SnapshotBuilder.of("alpha", "/usr").file("/usr/share/b", 20),
                SnapshotBuilder.of("alpha", "/usr/share").file("/usr/share/b", 21));
        Answer<Long> first = bench.ask(new BytesBelow("/usr"), Selection.EVERYTHING);
        sum();
        bench.engine().close();

        assertThat(bench.ask(new BytesBelow("/usr"), Selection.EVERYTHING)).isEqualTo(first);
        assertThat(sum().value()).isEqualTo(20);
        assertThatThrownBy(() -> bench.ask(new BytesBelow("/usr/share"))).isInstanceOf(ProblemException.class);
    }

    @Test
    void whoHasTheAnswerIsToldSoBeforeTheEngineRuns() {
        bench.with(SnapshotBuilder.of("alpha", "/usr").file("/usr/a", 20));
        String fingerprint = bench.questions()
                .ask(new Bytes(), Selection.EVERYTHING, Bench.ASKER, tag -> true)
                .fingerprint();
        bench.engine().close();

        Reply<Long> again = bench.questions().ask(new Bytes(), Selection.EVERYTHING, Bench.ASKER, fingerprint::equals);

        assertThat(again.answer()).isNull();
        assertThat(bench.answers().bytes()).isZero();
    }

    @Test
    void newSnapshotMakesAnotherAnswer() {
        bench.with(SnapshotBuilder.of("alpha", "/usr").file("/usr/a", 20));
        sum();
        bench.make(SnapshotBuilder.of("alpha", "/usr")
                .startedAt(Instant.parse("2026-11-20T00:30:00Z"))
                .file("/usr/a", 30));
        bench.clock().push(Duration.ofSeconds(5));

        assertThat(sum().value()).isEqualTo(30);
    }

    @Test
    void earlierMomentIsAnsweredFromTheSnapshotsOfThen() {
        MadeSnapshot first = bench.make(SnapshotBuilder.of("alpha", "/usr").file("/usr/a", 20));
        MadeSnapshot second = bench.make(SnapshotBuilder.of("alpha", "/usr")
                .startedAt(Instant.parse("2026-11-20T00:30:00Z"))
                .file("/usr/a", 30));
        Moment then = new Moment.At(Instant.parse("2026-11-20T00:29:59Z"));

        assertThat(sum().value()).isEqualTo(30);
        assertThat(bench.ask(new Bytes(), Selection.EVERYTHING.at(then)).value())
                .isEqualTo(20);
        assertThat(bench.ask(new Bytes(), Selection.EVERYTHING.at(these(first))).value())
                .isEqualTo(20);
        assertThat(bench.ask(new Bytes(), Selection.EVERYTHING.at(new Moment.At(Instant.EPOCH)))
                        .value())
                .isZero();
        assertThatThrownBy(() -> bench.ask(new Bytes(), Selection.EVERYTHING.at(these(first, second))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code().status()).isEqualTo(422));
        assertThatThrownBy(() -> bench.ask(new Bytes(), new Selection(Set.of("beta"), Set.of(), these(first))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code().code()).isEqualTo("snapshot-not-found"));
    }

    private static Moment these(MadeSnapshot... made) {
        return new Moment.These(Arrays.stream(made).map(m -> m.snapshot().id()).collect(Collectors.toSet()));
    }

    private Answer<Long> sum() {
        return bench.ask(new Bytes(), Selection.EVERYTHING);
    }

    private record Bytes() implements Question<Long> {
        @Override
        public String kind() {
            return "test";
        }

        @Override
        public Long over(Ground ground) {
            return bytes(ground);
        }
    }

    private record BytesBelow(String folder) implements FolderQuestion<Long> {
        @Override
        public String kind() {
            return "test";
        }

        @Override
        public Long over(Ground ground) {
            return bytes(ground);
        }
    }

    private static long bytes(Ground ground) {
        return ground.ask(SUM, row -> row.number("bytes")).stream().findFirst().orElse(0L);
    }
}
