package io.tidemark.alert.evaluation;

import java.time.Instant;

/// One value of the measure a rule asks about.
///
/// @param at the reading's own time
public record Observation(Instant at, double value) {

    public Observation {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("an observation is a finite number");
        }
    }
}
