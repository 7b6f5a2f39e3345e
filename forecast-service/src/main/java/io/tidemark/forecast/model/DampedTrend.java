package io.tidemark.forecast.model;

import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.MultivariateFunctionMappingAdapter;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/// Exponential smoothing with a damped additive trend (Gardner and McKenzie, "Forecasting Trends in Time Series",
/// Management Science 31(10), 1985; the form of Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd
/// ed., section 8.2):
///
/// ```
/// level(t)   = a y(t) + (1 - a) (level(t-1) + p trend(t-1))
/// trend(t)   = b (level(t) - level(t-1)) + (1 - b) p trend(t-1)
/// ahead(h)   = level + (p + p^2 + ... + p^h) trend
/// ```
///
/// `a`, `b` and `p` minimise the sum of squared one-step errors (Nelder and Mead's simplex); `p` stays within 0.8 and
/// 0.98, the usual bounds of the textbook. Level and trend start on a line through the first ten values.
record DampedTrend(double level, double trend, double damping) implements Fit {

    private static final double[] LOWEST = {0.001, 0.0001, 0.8};
    private static final double[] HIGHEST = {0.999, 0.999, 0.98};
    private static final double[] START = {0.5, 0.1, 0.95};
    private static final int FIRST_VALUES = 10;
    private static final int MOST_EVALUATIONS = 400;

    @Override
    public double ahead(int days) {
        return level + trend * damping * (1 - Math.pow(damping, days)) / (1 - damping);
    }

    static DampedTrend fit(double[] values) {
        var search = new Search(values);
        double[] best = search.best();
        return search.smooth(best).state();
    }

    /// What one pass over the values leaves.
    private record Pass(DampedTrend state, double squaredErrors) {}

    /// The search for the three parameters on one series.
    private static final class Search {

        private final double[] values;
        private final LinearTrend start;
        private final double startLevel;
        private double[] best = START;
        private double least;

        Search(double[] values) {
            this.values = values;
            int first = Math.min(FIRST_VALUES, values.length);
            this.start = LinearTrend.line(values, first);
            this.startLevel = start.ahead(-first);
            this.least = smooth(START).squaredErrors();
        }

        double[] best() {
            double scale = least;
            if (scale > 0) {
                var bounded = new MultivariateFunctionMappingAdapter(p -> tried(p) / scale, LOWEST, HIGHEST);
                minimise(bounded);
            }
            return best;
        }

        private double tried(double[] parameters) {
            double errors = smooth(parameters).squaredErrors();
            if (errors < least) {
                least = errors;
                best = parameters.clone();
            }
            return errors;
        }

        private static void minimise(MultivariateFunctionMappingAdapter bounded) {
            try {
                new SimplexOptimizer(new SimpleValueChecker(1e-6, 1e-9))
                        .optimize(
                                new MaxEval(MOST_EVALUATIONS),
                                new ObjectiveFunction(bounded),
                                GoalType.MINIMIZE,
                                new InitialGuess(bounded.boundedToUnbounded(START)),
                                new NelderMeadSimplex(START.length));
            } catch (TooManyEvaluationsException enough) {
                // the best point seen so far is kept by tried()
                return;
            }
        }

        Pass smooth(double[] parameters) {
            double a = parameters[0];
            double b = parameters[1];
            double p = parameters[2];
            double level = startLevel;
            double trend = start.slope();
            double squares = 0;
            for (double value : values) {
                double expected = level + p * trend;
                double error = value - expected;
                double before = level;
                squares += error * error;
                level = expected + a * error;
                trend = b * (level - before) + (1 - b) * p * trend;
            }
            return new Pass(new DampedTrend(level, trend, p), squares);
        }
    }
}
