package io.tidemark.analytics.proof;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

import static io.tidemark.analytics.proof.Suspects.ONE;
import static io.tidemark.analytics.proof.Suspects.OTHER;
import static io.tidemark.analytics.proof.Suspects.SIZE;
import static io.tidemark.analytics.proof.Suspects.file;
import static io.tidemark.analytics.proof.Suspects.notRecorded;
import static io.tidemark.analytics.proof.Suspects.sized;
import static io.tidemark.analytics.proof.Suspects.whole;
import static org.assertj.core.api.Assertions.assertThat;

class ProofTest {
    @Test
    void asksForBeginningAndEndFirstAndForAllOfThoseThatAgreeInThese() {
        Proof proof = new Proof(List.of(file("a", 1), file("a", 2), file("b", 3)));
        assertThat(proof.due("a", 9)).containsExactly(0, 1);
        assertThat(proof.due(0)).contains(Stage.PARTIAL);

        proof.take(0, Stage.PARTIAL, new Finding.Partial(ONE));
        proof.take(1, Stage.PARTIAL, new Finding.Partial(OTHER));
        proof.take(2, Stage.PARTIAL, new Finding.Partial(ONE));

        assertThat(proof.due("a", 9)).containsExactly(0);
        assertThat(proof.due(0)).contains(Stage.FULL);
        assertThat(proof.due(1)).isEmpty();
        assertThat(proof.due(2)).contains(Stage.FULL);
    }

    @Test
    void asksForAllOfASmallFileAtOnce() {
        Proof proof = new Proof(List.of(sized(file("a", 1), 8192, 8192), sized(file("a", 2), 8192, 8192)));

        assertThat(proof.due(0)).contains(Stage.FULL);
    }

    @Test
    void asksForNothingThatCouldProveNothing() {
        Proof proof = new Proof(List.of(file("a", 1), file("a", 2), file("a@acme", 3)));
        assertThat(proof.due(2)).isEmpty();

        proof.take(0, Stage.PARTIAL, new Finding.Unproven(Reason.VANISHED));

        assertThat(proof.due(1)).isEmpty();
        assertThat(proof.isSettled()).isTrue();
    }

    @Test
    void doesNotGoOnWithAFileWhoseOnlyRivalChangedMeanwhile() {
        Proof proof = new Proof(List.of(file("a", 1), file("a", 2), file("a", 3)));
        proof.take(0, Stage.PARTIAL, new Finding.Partial(ONE));
        proof.take(1, Stage.PARTIAL, new Finding.Partial(ONE));
        proof.take(2, Stage.PARTIAL, new Finding.Partial(OTHER));

        proof.take(0, Stage.FULL, new Finding.Unproven(Reason.CHANGED));

        assertThat(proof.due(1)).isEmpty();
        assertThat(proof.isSettled()).isTrue();
    }

    @Test
    void takesAnAnswerOnceAndOnlyWhatWasAskedFor() {
        Proof proof = new Proof(List.of(file("a", 1), file("a", 2)));

        assertThat(proof.take(0, Stage.FULL, whole(ONE, 1))).isFalse();
        assertThat(proof.take(0, Stage.PARTIAL, new Finding.Partial(ONE))).isTrue();
        assertThat(proof.take(0, Stage.PARTIAL, new Finding.Partial(OTHER))).isFalse();

        assertThat(proof.finding(0)).isEqualTo(new Finding.Partial(ONE));
    }

    @Test
    void asksNobodyForStubsAndForWhatNoSnapshotRecorded() {
        Proof proof = new Proof(
                List.of(file("a", 1), file("a", 2), sized(file("a", 3), SIZE, 4096), notRecorded(file("a", 4))));

        assertThat(proof.due("a", 9)).containsExactly(0, 1);
        assertThat(proof.finding(2)).isEqualTo(new Finding.Unproven(Reason.STUB));
        assertThat(proof.finding(3)).isEqualTo(new Finding.Unproven(Reason.NOT_RECORDED));
    }

    @Test
    void givesUpEverythingThatIsStillToBeHashed() {
        Proof proof = new Proof(List.of(file("a", 1), file("a", 2), file("a", 3)));
        proof.take(0, Stage.PARTIAL, new Finding.Partial(ONE));

        proof.giveUp(Reason.CANCELLED);

        assertThat(proof.isSettled()).isTrue();
        assertThat(proof.finding(1)).isEqualTo(new Finding.Unproven(Reason.CANCELLED));
        assertThat(proof.due(0)).isEqualTo(Optional.empty());
    }
}
