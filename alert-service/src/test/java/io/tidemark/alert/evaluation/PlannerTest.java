package io.tidemark.alert.evaluation;

import io.tidemark.alert.evaluation.State.Firing;
import io.tidemark.alert.evaluation.State.Pending;
import io.tidemark.alert.evaluation.State.Resolved;
import io.tidemark.alert.rule.Measure;
import io.tidemark.alert.rule.Rule;
import io.tidemark.alert.rule.Severity;
import io.tidemark.alert.rule.Threshold;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import static io.tidemark.alert.Examples.NOON;
import static io.tidemark.alert.Examples.disabled;
import static io.tidemark.alert.Examples.holding;
import static io.tidemark.alert.Examples.minutes;
import static io.tidemark.alert.Examples.mostlyFull;
import static io.tidemark.alert.Examples.nearlyFull;
import static io.tidemark.alert.Examples.onServers;
import static io.tidemark.alert.Examples.rule;
import static io.tidemark.alert.Examples.used;
import static org.assertj.core.api.Assertions.assertThat;

class PlannerTest {

    private static final UUID ID = new UUID(7, 7);
    private static final AlertKey KEY = new AlertKey(mostlyFull().id(), "web-1", "/srv");
    private static final Observation FULL = new Observation(NOON, 0.9);
    private static final Firing FIRING = new Firing(NOON.minusSeconds(300), NOON, FULL);

    private final AtomicLong counter = new AtomicLong();
    private final Planner planner =
            new Planner(new Evaluation(Duration.ofMinutes(10)), () -> new UUID(0, counter.incrementAndGet()));

    @Test
    void opensAnAlertForEachRuleAndVolumeInBreach() {
        var view = View.of(List.of(used("web-1", 0.9, NOON), used("web-2", 0.97, NOON)), NOON);

        var plan = planner.plan(List.of(mostlyFull(), nearlyFull()), List.of(), view);

        assertThat(plan.changes())
                .containsExactly(
                        opened(1, mostlyFull(), "web-1", 0.9),
                        opened(2, mostlyFull(), "web-2", 0.97),
                        opened(3, nearlyFull(), "web-2", 0.97));
    }

    @Test
    void touchesOnlyTheVolumesARuleWatches() {
        var rule = onServers("db-*", mostlyFull());
        var view = View.of(List.of(used("web-1", 0.9, NOON), used("db-1", 0.9, NOON)), NOON);

        var plan = planner.plan(List.of(rule), List.of(), view);

        assertThat(plan.changes()).containsExactly(opened(1, rule, "db-1", 0.9));
    }

    @Test
    void updatesAnAlertInItsPlace() {
        var view = View.of(List.of(used(0.95, minutes(1))), minutes(1));

        var plan = planner.plan(List.of(mostlyFull()), List.of(firing()), view);

        var later = new Firing(FIRING.since(), NOON, new Observation(minutes(1), 0.95));
        assertThat(plan.changes()).containsExactly(new Change.Update(alert(later)));
    }

    @Test
    void changesNothingWhenTheSameReadingIsSeenAgain() {
        var view = View.of(List.of(used(0.9, NOON)), minutes(1));

        var plan = planner.plan(List.of(mostlyFull()), List.of(firing()), view);

        assertThat(plan.changes()).isEmpty();
    }

    @Test
    void dropsAPendingAlertThatRelaxes() {
        var pending = alert(new Pending(NOON, FULL));
        var view = View.of(List.of(used(0.5, minutes(1))), minutes(1));

        var plan = planner.plan(List.of(mostlyFull()), List.of(pending), view);

        assertThat(plan.changes()).containsExactly(new Change.Drop(ID));
    }

    @Test
    void opensAnotherAlertAfterOneWasResolved() {
        var over = alert(FIRING.clear(new Observation(NOON, 0.8)));
        var view = View.of(List.of(used(0.9, minutes(1))), minutes(1));

        var plan = planner.plan(List.of(mostlyFull()), List.of(over), view);

        var pending = new Pending(minutes(1), new Observation(minutes(1), 0.9));
        assertThat(plan.changes())
                .containsExactly(new Change.Open(new Alert(new UUID(0, 1), KEY, Terms.of(mostlyFull()), pending)));
    }

    @Test
    void doesNotRaiseAResolvedAlertAgainFromAReadingThatIsBehind() {
        var over = alert(FIRING.clear(new Observation(minutes(2), 0.8)));
        var view = View.of(List.of(used(0.9, minutes(1))), minutes(2));

        var plan = planner.plan(List.of(holding(mostlyFull(), Duration.ZERO)), List.of(over), view);

        assertThat(plan.changes()).isEmpty();
    }

    @Test
    void resolvesWhatARemovedRuleRaisedEvenWithoutReadings() {
        var plan = planner.plan(List.of(), List.of(firing()), View.blind("history does not answer", minutes(1)));

        assertThat(plan.changes()).containsExactly(withdrawn(Resolution.RULE_REMOVED));
        assertThat(plan.pass()).isEqualTo(new Pass(minutes(1), 0, 0, null, "history does not answer"));
    }

    @Test
    void resolvesWhatADisabledRuleRaised() {
        var view = View.of(List.of(used(0.9, minutes(1))), minutes(1));

        var plan = planner.plan(List.of(disabled(mostlyFull())), List.of(firing()), view);

        assertThat(plan.changes()).containsExactly(withdrawn(Resolution.RULE_DISABLED));
    }

    @Test
    void resolvesWhatARuleRaisedWhereItNoLongerLooks() {
        var view = View.of(List.of(used(0.9, minutes(1))), minutes(1));

        var plan = planner.plan(List.of(onServers("db-*", mostlyFull())), List.of(firing()), view);

        assertThat(plan.changes()).containsExactly(withdrawn(Resolution.RULE_CHANGED));
    }

    @Test
    void resolvesWhatARuleRaisedBeforeItAskedForAnotherMeasure() {
        var other = rule("mostly-full", new Threshold(Measure.FREE_BYTES, 10, 20), Severity.WARNING);

        var plan = planner.plan(List.of(other), List.of(firing()), View.of(List.of(), minutes(1)));

        assertThat(plan.changes()).containsExactly(withdrawn(Resolution.RULE_CHANGED));
    }

    @Test
    void forgetsPendingAlertsOfARemovedRule() {
        var pending = alert(new Pending(NOON, FULL));

        var plan = planner.plan(List.of(), List.of(pending), View.of(List.of(), NOON));

        assertThat(plan.changes()).containsExactly(new Change.Drop(ID));
    }

    @Test
    void leavesAlertsAloneWhileItIsBlind() {
        var plan = planner.plan(
                List.of(mostlyFull()), List.of(firing()), View.blind("history does not answer", minutes(600)));

        assertThat(plan.changes()).isEmpty();
    }

    @Test
    void countsTheVolumesWhoseReadingsAreStale() {
        var readings = List.of(used("web-1", 0.1, NOON), used("web-2", 0.1, minutes(20)), used("web-3", 0.1, NOON));

        var plan = planner.plan(List.of(mostlyFull()), List.of(), View.of(readings, minutes(20)));

        assertThat(plan.pass()).isEqualTo(new Pass(minutes(20), 3, 2, minutes(20), null));
    }

    private static Change withdrawn(Resolution reason) {
        return new Change.Update(alert(new Resolved(FIRING.since(), NOON, minutes(1), reason, FULL)));
    }

    private static Alert firing() {
        return alert(FIRING);
    }

    private static Alert alert(State.Raised state) {
        return new Alert(ID, KEY, Terms.of(mostlyFull()), state);
    }

    private static Change opened(long id, Rule rule, String server, double share) {
        var state = new Pending(NOON, new Observation(NOON, share));
        return new Change.Open(
                new Alert(new UUID(0, id), new AlertKey(rule.id(), server, "/srv"), Terms.of(rule), state));
    }
}
