package io.tidemark.alert.rule;

/// Where a rule fires and where it is content again. The gap between the two is the hysteresis that keeps a value
/// trembling around one line from raising alarm after alarm.
///
/// @param fire a value worse than this is a breach
/// @param clear a value that is not worse than this ends a firing alert; on the safe side of `fire`
public record Threshold(Measure measure, double fire, double clear) {

    public Threshold {
        if (!measure.admits(fire)) {
            throw new IllegalArgumentException("the threshold cannot be a reading of " + measure.word());
        }
        if (!measure.admits(clear)) {
            throw new IllegalArgumentException("the clear threshold cannot be a reading of " + measure.word());
        }
        if (!measure.worse(fire, clear)) {
            throw new IllegalArgumentException("the clear threshold must lie on the safe side of the threshold");
        }
    }

    public boolean breachedBy(double value) {
        return measure.worse(value, fire);
    }

    public boolean clearedBy(double value) {
        return !measure.worse(value, clear);
    }
}
