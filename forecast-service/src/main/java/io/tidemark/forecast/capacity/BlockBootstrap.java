package io.tidemark.forecast.capacity;

import java.util.Arrays;
import java.util.Random;

/// Draws possible futures of the daily changes: runs of seven days, taken whole from the past so that a week keeps its
/// rhythm, are strung together (the moving block bootstrap of Künsch, "The Jackknife and the Bootstrap for General
/// Stationary Observations", 1989). Changes are taken around their mean: the trend is the model's business.
final class BlockBootstrap {

    private static final int BLOCK = 7;

    private final double[] deviations;
    private final Random random;

    /// @param values the series, at least one day longer than a block
    /// @param seed equal seeds draw equal futures
    BlockBootstrap(double[] values, long seed) {
        if (values.length <= BLOCK) {
            throw new IllegalArgumentException("a series must be longer than " + BLOCK + " days");
        }
        double mean = (values[values.length - 1] - values[0]) / (values.length - 1);
        this.deviations = new double[values.length - 1];
        Arrays.setAll(deviations, i -> values[i + 1] - values[i] - mean);
        this.random = new Random(seed);
    }

    /// Fills an array with the sums of the changes up to each day.
    void draw(double[] sums) {
        double sum = 0;
        for (int day = 0; day < sums.length; ) {
            int from = random.nextInt(deviations.length - BLOCK + 1);
            for (int i = 0; i < BLOCK && day < sums.length; i++) {
                sum += deviations[from + i];
                sums[day++] = sum;
            }
        }
    }
}
