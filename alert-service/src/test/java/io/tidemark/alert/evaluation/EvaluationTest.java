package io.tidemark.alert.evaluation;

import io.tidemark.alert.evaluation.State.Firing;
import io.tidemark.alert.evaluation.State.Ok;
import io.tidemark.alert.evaluation.State.Pending;
import io.tidemark.alert.evaluation.State.Resolved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static io.tidemark.alert.Examples.NOON;
import static io.tidemark.alert.Examples.fewInodes;
import static io.tidemark.alert.Examples.holding;
import static io.tidemark.alert.Examples.inodes;
import static io.tidemark.alert.Examples.minutes;
import static io.tidemark.alert.Examples.mostlyFull;
import static io.tidemark.alert.Examples.used;
import static org.assertj.core.api.Assertions.assertThat;

/// The rule of these tests: above 85 % for five minutes, clear at 83 %.
class EvaluationTest {

    private static final Observation FIRST = new Observation(NOON, 0.90);
    private static final Pending PENDING = new Pending(NOON, FIRST);
    private static final Firing FIRING = new Firing(NOON.minusSeconds(300), NOON, FIRST);
    private static final Resolved RESOLVED =
            new Resolved(NOON.minusSeconds(900), NOON.minusSeconds(600), NOON, Resolution.CLEARED, seen(0, 0.80));

    private final Evaluation evaluation = new Evaluation(Duration.ofMinutes(10));

    static Stream<Arguments> steps() {
        return Stream.of(
                // state, used share, minutes after noon, state afterwards
                Arguments.of(new Ok(), 0.85, 1, new Ok()),
                Arguments.of(new Ok(), 0.86, 1, new Pending(minutes(1), seen(1, 0.86))),
                Arguments.of(PENDING, 0.90, 4.9, new Pending(NOON, seen(4.9, 0.90))),
                Arguments.of(PENDING, 0.90, 5, new Firing(NOON, minutes(5), seen(5, 0.90))),
                Arguments.of(PENDING, 0.85, 5, new Ok()),
                Arguments.of(FIRING, 0.99, 1, new Firing(FIRING.since(), NOON, seen(1, 0.99))),
                Arguments.of(FIRING, 0.84, 1, new Firing(FIRING.since(), NOON, seen(1, 0.84))),
                Arguments.of(
                        FIRING,
                        0.83,
                        1,
                        new Resolved(FIRING.since(), NOON, minutes(1), Resolution.CLEARED, seen(1, 0.83))),
                Arguments.of(RESOLVED, 0.84, 1, RESOLVED),
                Arguments.of(RESOLVED, 0.86, 1, new Pending(minutes(1), seen(1, 0.86))),
                // readings that are no news
                Arguments.of(PENDING, 0.10, 0, PENDING),
                Arguments.of(PENDING, 0.10, -1, PENDING),
                Arguments.of(FIRING, 0.10, 0, FIRING),
                Arguments.of(RESOLVED, 0.99, 0, RESOLVED));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void stepsFromStateToState(State before, double share, double at, State expected) {
        var after = evaluation.next(mostlyFull(), used(share, minutes(at)), before, minutes(at));

        assertThat(after).isEqualTo(expected);
    }

    static Stream<State> states() {
        return Stream.of(new Ok(), PENDING, FIRING, RESOLVED);
    }

    @ParameterizedTest
    @MethodSource("states")
    void changesNothingOnReadingsOlderThanTenMinutes(State before) {
        for (double share : new double[] {0.10, 0.99}) {
            var reading = used(share, minutes(6));

            var after =
                    evaluation.next(mostlyFull(), reading, before, minutes(16).plusMillis(1));

            assertThat(after).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void changesNothingOnReadingsFromTheFuture(State before) {
        var reading = used(0.99, minutes(60));

        var after = evaluation.next(mostlyFull(), reading, before, minutes(1));

        assertThat(after).isEqualTo(before);
    }

    @Test
    void takesAReadingThatIsJustTenMinutesOld() {
        var after = evaluation.next(mostlyFull(), used(0.99, NOON), new Ok(), minutes(10));

        assertThat(after).isEqualTo(new Pending(NOON, seen(0, 0.99)));
    }

    @Test
    void firesAtOnceWithoutAHoldTime() {
        var rule = holding(mostlyFull(), Duration.ZERO);

        var after = evaluation.next(rule, used(0.99, NOON), new Ok(), NOON);

        assertThat(after).isEqualTo(new Firing(NOON, NOON, seen(0, 0.99)));
    }

    @Test
    void holdsByTheReadingsTimesWhateverThisMachinesClockDoes() {
        var pending = evaluation.next(mostlyFull(), used(0.99, NOON), new Ok(), NOON);

        var clockJumped = evaluation.next(mostlyFull(), used(0.99, minutes(1)), pending, minutes(9));
        var clockFellBack = evaluation.next(mostlyFull(), used(0.99, minutes(5)), clockJumped, minutes(1));

        assertThat(clockJumped).isEqualTo(new Pending(NOON, seen(1, 0.99)));
        assertThat(clockFellBack).isEqualTo(new Firing(NOON, minutes(5), seen(5, 0.99)));
    }

    @Test
    void hearsAnAgentThatSamplesMoreSeldomThanTheHoldTime() {
        var pending = evaluation.next(mostlyFull(), used(0.99, NOON), new Ok(), NOON);

        var after = evaluation.next(mostlyFull(), used(0.99, minutes(30)), pending, minutes(30));

        assertThat(after).isEqualTo(new Firing(NOON, minutes(30), seen(30, 0.99)));
    }

    @Test
    void raisesOneAlertForAValueThatTremblesAroundTheThreshold() {
        var rule = holding(mostlyFull(), Duration.ZERO);
        double[] shares = {0.86, 0.84, 0.86, 0.84, 0.851, 0.849, 0.84, 0.86, 0.82, 0.84, 0.80};

        var phases = phases(rule, shares);

        assertThat(phases)
                .containsExactly(
                        "Firing",
                        "Firing",
                        "Firing",
                        "Firing",
                        "Firing",
                        "Firing",
                        "Firing",
                        "Firing",
                        "Resolved",
                        "Resolved",
                        "Resolved");
    }

    @Test
    void neverFiresOnShortBursts() {
        double[] shares = {0.90, 0.90, 0.90, 0.80, 0.90, 0.90, 0.90, 0.90, 0.80};

        var phases = phases(mostlyFull(), shares);

        assertThat(phases)
                .containsExactly(
                        "Pending", "Pending", "Pending", "Ok", "Pending", "Pending", "Pending", "Pending", "Ok");
    }

    @Test
    void neverFiresTheInodeRuleOnAVolumeThatCountsNoInodes() {
        var rule = holding(fewInodes(), Duration.ZERO);

        assertThat(evaluation.next(rule, inodes(0, 0, NOON), new Ok(), NOON)).isEqualTo(new Ok());
        assertThat(evaluation.next(rule, inodes(0, 100, NOON), new Ok(), NOON))
                .isEqualTo(new Firing(NOON, NOON, new Observation(NOON, 0)));
    }

    /// What becomes of a volume read once a minute.
    private List<String> phases(io.tidemark.alert.rule.Rule rule, double... shares) {
        State state = new Ok();
        var phases = new ArrayList<String>();
        Instant at = NOON;
        for (double share : shares) {
            state = evaluation.next(rule, used(share, at), state, at);
            phases.add(state.getClass().getSimpleName());
            at = at.plusSeconds(60);
        }
        return phases;
    }

    private static Observation seen(double minutesAfterNoon, double value) {
        return new Observation(minutes(minutesAfterNoon), value);
    }
}
