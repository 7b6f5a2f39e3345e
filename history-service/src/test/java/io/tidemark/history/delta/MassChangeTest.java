package io.tidemark.history.delta;

import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.delta.DeltaSummary.Basis;
import io.tidemark.history.delta.DeltaSummary.Kinds;
import io.tidemark.history.server.ServerName;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MassChangeTest {

    private static final Amount NONE = new Amount(0, 0, 0);

    private final MassChange.Rule rule = new MassChange.Rule(0.1, 6, 100);

    @Test
    void aShareAboveTheFloorIsUnusualForAQuietRoot() {
        Optional<MassChange> found = rule.judge(deleted(1000, 200), Collections.nCopies(10, 0.01));

        assertThat(found).hasValueSatisfying(mass -> {
            assertThat(mass.share()).isEqualTo(0.2);
            assertThat(mass.threshold()).isEqualTo(0.1);
            assertThat(mass.median()).isEqualTo(0.01);
            assertThat(mass.deleted()).isEqualTo(200);
        });
    }

    @Test
    void theSameShareIsUsualForARootThatAlwaysChangesSoMuch() {
        assertThat(rule.judge(deleted(1000, 350), List.of(0.3, 0.35, 0.25, 0.32, 0.28)))
                .isEmpty();
    }

    @Test
    void oneEarlierMassChangeDoesNotHideTheNext() {
        assertThat(rule.judge(deleted(1000, 500), List.of(0.01, 0.02, 0.9, 0.01, 0.02)))
                .isPresent();
    }

    @Test
    void fewFilesAreNoMass() {
        assertThat(rule.judge(deleted(120, 99), List.of())).isEmpty();
        assertThat(rule.judge(deleted(120, 100), List.of())).isPresent();
    }

    @Test
    void aDeltaThatDoesNotAddUpIsNeverMade() {
        assertThatThrownBy(() -> delta(new Amount(10, 0, 0), new Amount(10, 0, 0), new Amount(1, 0, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not add up");
    }

    private static DeltaSummary deleted(long before, long deleted) {
        return delta(new Amount(before, 0, 0), new Amount(before - deleted, 0, 0), new Amount(deleted, 0, 0));
    }

    private static DeltaSummary delta(Amount before, Amount after, Amount deleted) {
        return new DeltaSummary(
                new Basis(SampleSnapshot.newId(), Instant.EPOCH, 1, 0),
                new Basis(SampleSnapshot.newId(), Instant.EPOCH, 1, 0),
                new ServerName("srv"),
                "/data",
                true,
                before,
                after,
                new Kinds(NONE, deleted, NONE, NONE, NONE, NONE, NONE),
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null);
    }
}
