package io.tidemark.alert.evaluation;

import io.tidemark.alert.evaluation.State.Firing;
import io.tidemark.alert.evaluation.State.Ok;
import io.tidemark.alert.evaluation.State.Pending;
import io.tidemark.alert.evaluation.State.Resolved;
import io.tidemark.alert.rule.Rule;
import io.tidemark.alert.source.Reading;

import java.time.Duration;
import java.time.Instant;

/// What a reading does to a state. Pure: the same four inputs always give the same answer.
///
/// A pending alert falls back as soon as a value is no longer beyond the threshold, since the breach must last; a
/// firing one ends only past the clear threshold. Hold times count between the readings' own times, so that neither a
/// restart nor a jump of this machine's clock fires or delays anything. Two breaching readings further apart than the
/// hold time fire even if none lies between them: an agent that samples seldom must still be heard.
///
/// @param staleAfter a reading further than this from now, on either side, changes nothing
public record Evaluation(Duration staleAfter) {

    public Evaluation {
        if (!staleAfter.isPositive()) {
            throw new IllegalArgumentException("the age from which readings are stale must be positive");
        }
    }

    public State next(Rule rule, Reading reading, State state, Instant now) {
        var value = reading.value(rule.threshold().measure());
        if (value.isEmpty() || isStale(reading.at(), now)) {
            return state;
        }
        return step(rule, new Observation(reading.at(), value.getAsDouble()), state);
    }

    /// Whether a reading of that time says nothing about now. One from the future says as little as an old one.
    public boolean isStale(Instant at, Instant now) {
        return Duration.between(at, now).abs().compareTo(staleAfter) > 0;
    }

    private static State step(Rule rule, Observation seen, State state) {
        return switch (state) {
            case Ok ok -> breached(rule, seen) ? held(rule, seen, ok.breach(seen)) : ok;
            case Pending pending when isNews(seen, pending) -> weigh(rule, seen, pending);
            case Firing firing when isNews(seen, firing) -> weigh(rule, seen, firing);
            case Resolved over
            when isNews(seen, over) -> breached(rule, seen) ? held(rule, seen, over.breach(seen)) : over;
            case Pending pending -> pending;
            case Firing firing -> firing;
            case Resolved over -> over;
        };
    }

    private static boolean isNews(Observation seen, State.Raised state) {
        return seen.at().isAfter(state.latest().at());
    }

    private static State weigh(Rule rule, Observation seen, Pending pending) {
        return breached(rule, seen) ? held(rule, seen, pending.stay(seen)) : pending.relax();
    }

    private static State weigh(Rule rule, Observation seen, Firing firing) {
        return rule.threshold().clearedBy(seen.value()) ? firing.clear(seen) : firing.stay(seen);
    }

    private static boolean breached(Rule rule, Observation seen) {
        return rule.threshold().breachedBy(seen.value());
    }

    private static State held(Rule rule, Observation seen, Pending pending) {
        var lasted = Duration.between(pending.since(), seen.at());
        return lasted.compareTo(rule.holdFor()) >= 0 ? pending.fire(seen) : pending;
    }
}
