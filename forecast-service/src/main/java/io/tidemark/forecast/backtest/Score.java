package io.tidemark.forecast.backtest;

import io.tidemark.forecast.model.ModelKind;

/// How one model did in a backtest.
///
/// @param error mean absolute scaled error over all origins and distances: one is the error of "tomorrow is as today"
/// one
///     day ahead (Hyndman and Koehler, "Another look at measures of forecast accuracy", 2006)
public record Score(ModelKind model, double error, Radii radii) {}
