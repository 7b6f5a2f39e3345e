package io.tidemark.history.delta;

import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.delta.DeltaSummary.Basis;
import io.tidemark.history.delta.DeltaSummary.Kinds;
import io.tidemark.history.server.ServerName;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

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
    void whatComesEachWeekIsUsualFromTheFourthTimeOn() {
        List<Double> weeks = Stream.of(0.32, 0.31, 0.33)
                .flatMap(backup -> Stream.concat(Stream.of(backup), Collections.nCopies(6, 0.01).stream()))
                .toList();

        assertThat(rule.judge(deleted(1000, 320), weeks)).isEmpty();
        assertThat(rule.judge(deleted(1000, 320), weeks.subList(7, 21))).isPresent();
        assertThat(rule.judge(deleted(1000, 600), weeks)).isPresent();
    }

    /// A year of days of 100 roots each: shares that are log-normal about a level of their own, from a
    /// thousandth to a
    /// fifth, those of working days five times those of weekends. One in a hundred days of the roots is a
    /// mass
    /// change.
    @Test
    void raisesFewFalseAlarmsAndMissesFewMassChanges() {
        Random random = new Random(7);
        int quiet = 0;
        int falseAlarms = 0;
        int mass = 0;
        int found = 0;
        for (int root = 0; root < 100; root++) {
            double level = 0.001 * Math.pow(200, random.nextDouble());
            List<Double> newestFirst = new ArrayList<>();
            for (int day = 0; day < 365; day++) {
                boolean change = day > 30 && random.nextInt(100) == 0;
                double usual = Math.min(0.6, level * (day % 7 < 5 ? 1 : 0.2) * Math.exp(0.4 * random.nextGaussian()));
                double share = change ? 0.7 + 0.3 * random.nextDouble() : usual;
                long files = Math.round(share * 100_000);
                boolean told = rule.judge(deleted(100_000, files), newestFirst).isPresent();
                quiet += change ? 0 : 1;
                falseAlarms += !change && told ? 1 : 0;
                mass += change ? 1 : 0;
                found += change && told ? 1 : 0;
                newestFirst.addFirst(files / 100_000.0);
                if (newestFirst.size() > 60) {
                    newestFirst.removeLast();
                }
            }
        }

        assertThat((double) falseAlarms / quiet).isLessThan(0.002);
        assertThat((double) found / mass).isGreaterThan(0.9);
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
                new Basis(SampleSnapshot.newId(), Instant.EPOCH, 1, 0, List.of()),
                new Basis(SampleSnapshot.newId(), Instant.EPOCH, 1, 0, List.of()),
                new ServerName("srv"),
                "/data",
                true,
                before,
                after,
                new Kinds(NONE, deleted, NONE, NONE, NONE, NONE, NONE, NONE, NONE),
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null);
    }
}
