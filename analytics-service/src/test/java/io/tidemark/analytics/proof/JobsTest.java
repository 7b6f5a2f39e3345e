package io.tidemark.analytics.proof;

import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.source.Audience;
import io.tidemark.analytics.source.Lens;
import io.tidemark.analytics.testing.HandClock;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import static io.tidemark.analytics.proof.Suspects.ONE;
import static io.tidemark.analytics.proof.Suspects.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JobsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final JobLimits LIMITS = new JobLimits(10, 2, 3, Duration.ofDays(7));
    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final Viewer ANN = new Viewer("ann", Tenancy.NONE, server -> Lens.EVERYTHING);
    private static final Basis BASIS = new Basis(List.of(), true, List.of(), List.of(), false, NOW);

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock(NOW);

    @Test
    void goesOnAfterARestartWhereItWas() {
        Jobs before = jobs();
        begin(before, ID, 3);
        before.answer("a", List.of(answer(0, "partial", ONE), answer(1, "partial", ONE)));

        Jobs after = jobs();
        after.answer("a", List.of(answer(2, "partial", OTHER), answer(0, "full", ONE), answer(1, "full", ONE)));

        Progress progress = jobs().find(ID, ANN);
        assertThat(progress.job().state()).isEqualTo(Job.State.DONE);
        assertThat(progress.job().basis()).isEqualTo(BASIS);
        assertThat(progress.sight().counts().proven()).isEqualTo(2);
        assertThat(progress.sight().counts().refuted()).isEqualTo(1);
    }

    @Test
    void anAnswerThatACrashCutOffIsAskedForAgain() throws IOException {
        Jobs before = jobs();
        begin(before, ID, 2);
        before.answer("a", List.of(answer(0, "partial", ONE), answer(1, "partial", ONE)));
        Path answers = folder.resolve(ID.toString()).resolve("answers.ndjson");
        Files.writeString(answers, "{\"job\":\"" + ID + "\",\"file\":0,\"sta", StandardOpenOption.APPEND);

        Jobs after = jobs();

        assertThat(after.work("a", 9)).extracting(Task::stage).containsExactly("full", "full");
        after.answer("a", List.of(answer(0, "full", ONE), answer(1, "full", ONE)));
        assertThat(jobs().find(ID, ANN).sight().counts().proven()).isEqualTo(2);
    }

    @Test
    void aJobThatWasNotWhollyMadeIsGone() throws IOException {
        Files.createDirectories(folder.resolve(ID + ".making"));
        Files.writeString(folder.resolve(ID + ".making/job.json"), "{");

        Jobs jobs = jobs();

        assertThat(jobs.all(ANN)).isEmpty();
        assertThat(folder.resolve(ID + ".making")).doesNotExist();
    }

    @Test
    void givesTheSameWorkUntilItIsAnsweredAndOnlyItsOwnToEachServer() {
        Jobs jobs = jobs();
        begin(jobs, ID, 3);

        List<Task> first = jobs.work("a", 2);
        List<Task> again = jobs.work("a", 2);

        assertThat(first).isEqualTo(again).hasSize(2);
        assertThat(first.getFirst())
                .isEqualTo(new Task(
                        ID,
                        0,
                        "/srv/f0",
                        null,
                        1,
                        0,
                        100_000,
                        Instant.parse("1970-01-01T00:00:00.000005Z"),
                        "partial"));
        assertThat(jobs.work("b", 9)).isEmpty();
    }

    @Test
    void takesNothingOfABatchInWhichAnAgentSpeaksOfAnothersFile() {
        Jobs jobs = jobs();
        begin(jobs, ID, 2);

        assertThatThrownBy(() -> jobs.answer("b", List.of(answer(0, "partial", ONE))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("answers[0].file: must be a file of this server");
        assertThatThrownBy(() -> jobs.answer("a", List.of(answer(0, "partial", ONE), answer(7, "partial", ONE))))
                .hasMessageContaining("answers[1].file");

        assertThat(jobs.work("a", 9)).hasSize(2);
    }

    @Test
    void refusesWhatNoAgentWouldSay() {
        Jobs jobs = jobs();
        begin(jobs, ID, 2);

        assertRefused(jobs, answer(0, "partial", "12"), "hash: must be 64 hexadecimal digits");
        assertRefused(jobs, answer(0, "partial", null), "hash: must be 64 hexadecimal digits");
        assertRefused(jobs, answer(0, "most", ONE), "stage: must be partial or full");
        assertRefused(
                jobs,
                new FileAnswer(ID, 0, "partial", "agent-silent", null, 0, 0, 0, null),
                "outcome: must be hashed, changed");
        assertRefused(
                jobs,
                new FileAnswer(ID, 0, "full", "hashed", ONE, -1, 0, 0, null),
                "exclusiveBytes: and the others must not be negative");
        assertRefused(jobs, new FileAnswer(null, 0, "full", "hashed", ONE, 0, 0, 0, null), "job: must be the id");
        assertThatThrownBy(() -> jobs.answer("a", List.of())).hasMessageContaining("from 1 to 500, not 0");
        assertThatThrownBy(() -> jobs.answer(
                        "a",
                        IntStream.range(0, 501)
                                .mapToObj(i -> answer(i, "full", ONE))
                                .toList()))
                .hasMessageContaining("from 1 to 500, not 501");
    }

    private static void assertRefused(Jobs jobs, FileAnswer answer, String message) {
        assertThatThrownBy(() -> jobs.answer("a", List.of(answer)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(message);
    }

    @Test
    void answersToJobsThatAreGoneChangeNothing() {
        Jobs jobs = jobs();

        jobs.answer("a", List.of(answer(0, "partial", ONE)));

        assertThat(jobs.all(ANN)).isEmpty();
    }

    @Test
    void beginsAJobOnceForOneIdAndRefusesAnotherWithIt() {
        Jobs jobs = jobs();
        begin(jobs, ID, 2);

        Job again = begin(jobs, ID, 2);

        assertThat(again.id()).isEqualTo(ID);
        assertThat(jobs.all(ANN)).hasSize(1);
        assertThatThrownBy(() -> jobs.begin(ID, "bob", "", (basis, entries) -> {}))
                .hasMessageContaining("Another job has this id");
    }

    @Test
    void refusesMoreJobsThanMayRunAndForgetsTheOldestEndedOne() {
        Jobs jobs = jobs();
        UUID[] ids = IntStream.range(0, 5).mapToObj(i -> new UUID(1, i)).toArray(UUID[]::new);
        begin(jobs, ids[0], 2);
        begin(jobs, ids[1], 2);

        assertThatThrownBy(() -> begin(jobs, ids[2], 2)).hasMessageContaining("2 jobs may run at once");

        for (int i = 0; i < 4; i++) {
            jobs.cancel(ids[i], ANN);
            clock.push(Duration.ofMinutes(1));
            if (i < 3) {
                begin(jobs, ids[i + 2 > 4 ? 4 : i + 2], 2);
            }
        }
        assertThat(jobs.all(ANN)).extracting(Job::id).containsExactly(ids[4], ids[3], ids[2]);
        assertThat(folder.resolve(ids[0].toString())).doesNotExist();
    }

    @Test
    void refusesMoreFilesThanOneJobComparesAndSaysHowManyWouldDo() {
        Jobs jobs = jobs();

        assertThatThrownBy(() -> jobs.begin(ID, "ann", "", (basis, entries) -> {
                    basis.accept(BASIS);
                    IntStream.range(0, 9).forEach(i -> entries.accept(entry(i, 9000)));
                    IntStream.range(0, 9).forEach(i -> entries.accept(entry(i, 500)));
                }))
                .hasMessageContaining("at most 10 files: with minBytes=501");
        assertThat(jobs.all(ANN)).isEmpty();
        begin(jobs, ID, 2);
    }

    @Test
    void whatWasNotHashedInTimeStaysUnproven() {
        Jobs jobs = jobs();
        begin(jobs, ID, 2);

        clock.push(Duration.ofDays(7));

        Progress progress = jobs.find(ID, ANN);
        assertThat(progress.job().state()).isEqualTo(Job.State.DONE);
        assertThat(progress.sight().counts().unprovenReasons())
                .contains(new Counts.Lacking("agent-silent", 1), new Counts.Lacking("others-unproven", 1));
        assertThat(jobs().find(ID, ANN).sight().counts())
                .isEqualTo(progress.sight().counts());
    }

    @Test
    void isThereForWhoBeganItAndForWhoSeesEverythingOfTheTenant() {
        Jobs jobs = jobs();
        begin(jobs, ID, 2);
        Viewer bob = new Viewer("bob", Tenancy.NONE, server -> Lens.EVERYTHING);

        assertThat(jobs.all(bob)).isEmpty();
        assertThatThrownBy(() -> jobs.find(ID, bob)).hasMessageContaining("There is no job");
        assertThatThrownBy(() -> jobs.cancel(ID, bob)).hasMessageContaining("There is no job");
        assertThat(jobs.all(seeing(Tenancy.ALL))).hasSize(1);
        assertThat(jobs.all(seeing(Tenancy.of(Tenant.DEFAULT)))).hasSize(1);
        assertThat(jobs.all(seeing(Tenancy.of(new Tenant("acme"))))).isEmpty();
    }

    private static Viewer seeing(Tenancy whole) {
        return new Viewer("root", whole, Audience.EVERYBODY);
    }

    @Test
    void tellsWhichAgentsItWaitsFor() {
        Jobs jobs = jobs();
        begin(jobs, ID, 2);
        clock.push(Duration.ofMinutes(2));

        jobs.work("a", 1);

        assertThat(jobs.find(ID, ANN).waiting()).containsExactly(new Waiting("a", 2, NOW.plus(Duration.ofMinutes(2))));
    }

    private Jobs jobs() {
        return new Jobs(folder, LIMITS, clock);
    }

    /// So many files of one size on server `a`.
    private static Job begin(Jobs jobs, UUID id, int files) {
        return jobs.begin(id, "ann", "minBytes=1", (basis, entries) -> {
            basis.accept(BASIS);
            IntStream.range(0, files).forEach(i -> entries.accept(entry(i, 100_000)));
        });
    }

    private static Entry entry(long inode, long size) {
        return new Entry("a", new Suspect.Name("/srv", "f" + inode, null), size, size, 1L, inode, 5L, 1, "ann");
    }

    private static FileAnswer answer(int file, String stage, @Nullable String hash) {
        return new FileAnswer(ID, file, stage, "hashed", hash, 100_000, 0, 0, null);
    }
}
