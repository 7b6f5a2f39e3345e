package io.tidemark.forecast.model;

import java.util.Locale;

/// The models there are, simplest first: of two that predict equally well the simpler is chosen.
public enum ModelKind {
    /// Tomorrow is as today: the benchmark that a trend must beat.
    NAIVE,
    LINEAR_TREND,
    DAMPED_TREND;

    /// The name in answers: lower case, with hyphens.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Fits this model to values of consecutive days.
    ///
    /// @param values at least three, all finite
    public Fit fit(double[] values) {
        if (values.length < 3) {
            throw new IllegalArgumentException("a model needs at least three values");
        }
        return switch (this) {
            case NAIVE -> new NaiveFit(values[values.length - 1]);
            case LINEAR_TREND -> LinearTrend.fit(values);
            case DAMPED_TREND -> DampedTrend.fit(values);
        };
    }
}
