package io.tidemark.forecast.backtest;

import io.tidemark.forecast.model.Fit;
import io.tidemark.forecast.model.ModelKind;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The rolling-origin backtest of all models on one series (Hyndman and Athanasopoulos, Forecasting: Principles and
/// Practice, 3rd ed., section 5.10): each model is fitted to the first part of the series, at up to sixty places, and
/// its
/// predictions held against what followed, up to a third of the series and ninety days ahead.
public final class Backtest {

    /// Fewer values cannot be backtested.
    public static final int FEWEST_VALUES = 14;

    private static final int SHORTEST_TRAINING = 7;
    private static final int MOST_ORIGINS = 60;
    private static final int FARTHEST = 90;
    private static final Comparator<Score> BEST_FIRST = Comparator.comparingDouble(Score::error);

    private final double[] values;
    private final double confidence;
    private final int horizon;
    private final int[] origins;
    private final double scale;

    private Backtest(double[] values, double confidence) {
        this.values = values;
        this.confidence = confidence;
        this.horizon = Math.min(values.length / 3, FARTHEST);
        this.origins = origins(values.length);
        this.scale = meanStep(values);
    }

    /// The scores of all models, best first; of equally good ones the simpler first.
    ///
    /// @param values at least [#FEWEST_VALUES]
    /// @param confidence the share of outcomes that the radii shall cover, in (0, 0.8]
    public static List<Score> run(double[] values, double confidence) {
        if (values.length < FEWEST_VALUES) {
            throw new IllegalArgumentException("a backtest needs at least " + FEWEST_VALUES + " values");
        }
        var test = new Backtest(values, confidence);
        return Arrays.stream(ModelKind.values())
                .map(test::score)
                .sorted(BEST_FIRST)
                .toList();
    }

    private Score score(ModelKind model) {
        Fit[] fits = Arrays.stream(origins)
                .mapToObj(origin -> model.fit(Arrays.copyOf(values, origin)))
                .toArray(Fit[]::new);
        List<double[]> errors = IntStream.rangeClosed(1, horizon)
                .mapToObj(ahead -> errors(fits, ahead))
                .toList();
        double mean = errors.stream().flatMapToDouble(Arrays::stream).average().orElseThrow();
        return new Score(model, rounded(scale == 0 ? 0 : mean / scale), Radii.of(errors, confidence));
    }

    private double[] errors(Fit[] fits, int ahead) {
        return IntStream.range(0, origins.length)
                .filter(i -> origins[i] + ahead <= values.length)
                .mapToDouble(i -> Math.abs(values[origins[i] + ahead - 1] - fits[i].ahead(ahead)))
                .toArray();
    }

    private static int[] origins(int days) {
        int first = Math.max(SHORTEST_TRAINING, days / 3);
        int step = Math.max(1, (days - first) / MOST_ORIGINS);
        return IntStream.iterate(first, origin -> origin < days, origin -> origin + step)
                .toArray();
    }

    private static double meanStep(double[] values) {
        return IntStream.range(1, values.length)
                .mapToDouble(i -> Math.abs(values[i] - values[i - 1]))
                .average()
                .orElseThrow();
    }

    /// Six decimals: differences below are rounding, and must not decide between models.
    private static double rounded(double error) {
        return Math.round(error * 1e6) / 1e6;
    }
}
