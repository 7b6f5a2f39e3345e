package io.tidemark.forecast.backtest;

import java.util.Arrays;
import java.util.List;

/// Half-widths of prediction intervals, by days ahead: split conformal prediction on rolling-origin errors (Lei et al.,
/// "Distribution-Free Predictive Inference for Regression", 2018): the half-width is the ceil((n + 1) c)-th smallest of
/// n
/// absolute errors. Widths never shrink with the distance. Beyond the farthest backtested day the last width grows with
/// the square root of the distance, as the error of a random walk does.
public final class Radii {

    private final double[] measured;

    private Radii(double[] measured) {
        this.measured = measured;
    }

    /// @param errors absolute errors by days ahead, the first list for one day
    /// @param confidence the share of errors that shall lie within, in (0, 1)
    static Radii of(List<double[]> errors, double confidence) {
        var radii = new double[errors.size()];
        double widest = 0;
        for (int i = 0; i < radii.length; i++) {
            widest = Math.max(widest, conformal(errors.get(i), confidence));
            radii[i] = widest;
        }
        return new Radii(radii);
    }

    static double conformal(double[] errors, double confidence) {
        int rank = (int) Math.ceil((errors.length + 1) * confidence - 1e-9);
        if (rank > errors.length) {
            throw new IllegalArgumentException(errors.length + " errors are too few for confidence " + confidence);
        }
        double[] sorted = errors.clone();
        Arrays.sort(sorted);
        return sorted[rank - 1];
    }

    /// The farthest distance, in days, whose width was measured.
    public int measuredDays() {
        return measured.length;
    }

    /// The half-width, in the unit of the series.
    ///
    /// @param ahead days ahead, from 1; of 0 it is 0
    public double ahead(int ahead) {
        if (ahead == 0) {
            return 0;
        }
        int reach = measured.length;
        return ahead <= reach ? measured[ahead - 1] : measured[reach - 1] * Math.sqrt((double) ahead / reach);
    }
}
