package io.tidemark.forecast.model;

/// A fitted continuation of a series.
public sealed interface Fit permits NaiveFit, LinearTrend, DampedTrend {

    /// The value expected some days after the last one, in the unit of the series; of 0 the level at the last day.
    /// Always finite; may be negative where a series falls.
    double ahead(int days);
}
