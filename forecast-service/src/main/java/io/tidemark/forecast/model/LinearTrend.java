package io.tidemark.forecast.model;

import org.apache.commons.math3.stat.regression.SimpleRegression;

/// A straight line by ordinary least squares (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd
/// ed.,
/// section 7.4, trend regression).
///
/// @param level the line's value at the last day
/// @param slope change per day
record LinearTrend(double level, double slope) implements Fit {

    static LinearTrend fit(double[] values) {
        return fit(values, values.length);
    }

    /// Fits to the first `count` values.
    static LinearTrend fit(double[] values, int count) {
        var line = new SimpleRegression();
        for (int i = 0; i < count; i++) {
            line.addData(i, values[i]);
        }
        return new LinearTrend(line.predict(count - 1), line.getSlope());
    }

    @Override
    public double ahead(int days) {
        return level + slope * days;
    }
}
