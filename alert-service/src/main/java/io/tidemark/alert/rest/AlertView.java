package io.tidemark.alert.rest;

import io.tidemark.alert.evaluation.Alert;
import io.tidemark.alert.evaluation.Evaluation;
import io.tidemark.alert.evaluation.Phase;
import io.tidemark.alert.evaluation.State;
import io.tidemark.alert.evaluation.Summary;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// An alert as the contract words it.
///
/// @param value of the measure, at `readAt`
/// @param since the first reading of the breach
/// @param reason why it is resolved: cleared, rule-removed, rule-disabled, rule-changed
/// @param stale true while it is open and nothing fresh is known of the volume
public record AlertView(
        UUID id,
        String ruleId,
        String rule,
        String severity,
        String measure,
        String server,
        String volume,
        String state,
        double value,
        double threshold,
        Instant since,
        Instant readAt,
        @Nullable Instant firedAt,
        @Nullable Instant resolvedAt,
        @Nullable String reason,
        boolean stale,
        String summary) {

    static AlertView of(Alert alert, Evaluation evaluation, Instant now) {
        var state = alert.state();
        var times = Times.of(state);
        return new AlertView(
                alert.id(),
                alert.key().rule().text(),
                alert.terms().rule(),
                alert.terms().severity().word(),
                alert.terms().measure().word(),
                alert.key().server(),
                alert.key().volume(),
                Phase.of(state).word(),
                state.latest().value(),
                alert.terms().threshold(),
                state.since(),
                state.latest().at(),
                times.fired,
                times.resolved,
                times.reason,
                alert.isOpen() && evaluation.isStale(state.latest().at(), now),
                Summary.of(alert));
    }

    private record Times(
            @Nullable Instant fired,
            @Nullable Instant resolved,
            @Nullable String reason) {

        private static Times of(State.Raised state) {
            return switch (state) {
                case State.Pending _ -> new Times(null, null, null);
                case State.Firing firing -> new Times(firing.firedAt(), null, null);
                case State.Resolved over ->
                    new Times(over.firedAt(), over.resolvedAt(), over.reason().word());
            };
        }
    }
}
