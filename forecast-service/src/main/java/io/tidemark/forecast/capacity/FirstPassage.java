package io.tidemark.forecast.capacity;

import io.tidemark.forecast.backtest.Radii;

import java.util.Arrays;
import java.util.OptionalInt;

/// When a volume fills, as a distribution: many futures around the expected path are simulated, and the first day on
/// which each reaches the limit is noted. The futures are spread so that at the farthest distance the backtest measured
/// as many lie within the measured interval as should.
final class FirstPassage {

    private static final int CALIBRATION_PATHS = 400;
    private static final double LEAST_SPREAD = 0.1;
    private static final double MOST_SPREAD = 10;

    private final int[] sortedDays;
    private final int horizon;

    private FirstPassage(int[] sortedDays, int horizon) {
        this.sortedDays = sortedDays;
        this.horizon = horizon;
    }

    /// @param values the series the changes are drawn from
    /// @param path the expected values, the first one day ahead of the series
    /// @param limit the value at which the volume is full
    /// @param paths how many futures
    /// @param seed equal seeds give equal answers
    static FirstPassage simulate(double[] values, double[] path, double limit, Radii radii, int paths, long seed) {
        double spread = spread(values, radii, seed);
        var bootstrap = new BlockBootstrap(values, seed);
        var sums = new double[path.length];
        var days = new int[paths];
        for (int i = 0; i < paths; i++) {
            bootstrap.draw(sums);
            days[i] = firstDay(path, sums, spread, limit);
        }
        Arrays.sort(days);
        return new FirstPassage(days, path.length);
    }

    /// Days ahead by which the given share of futures is full; empty where that is beyond the horizon.
    OptionalInt daysAhead(double share) {
        int day = sortedDays[(int) Math.ceil(share * sortedDays.length) - 1];
        return day > horizon ? OptionalInt.empty() : OptionalInt.of(day);
    }

    private static int firstDay(double[] path, double[] sums, double spread, double limit) {
        // a tenth of a byte is rounding, not room
        for (int day = 0; day < path.length; day++) {
            if (path[day] + spread * sums[day] >= limit - 0.1) {
                return day + 1;
            }
        }
        return path.length + 1;
    }

    private static double spread(double[] values, Radii radii, long seed) {
        var bootstrap = new BlockBootstrap(values, seed);
        var sums = new double[radii.measuredDays()];
        var ends = new double[CALIBRATION_PATHS];
        for (int i = 0; i < ends.length; i++) {
            bootstrap.draw(sums);
            ends[i] = Math.abs(sums[sums.length - 1]);
        }
        Arrays.sort(ends);
        double simulated = ends[(int) Math.ceil(Full.CONFIDENCE * ends.length) - 1];
        double measured = radii.ahead(radii.measuredDays());
        return simulated == 0 ? 1 : Math.clamp(measured / simulated, LEAST_SPREAD, MOST_SPREAD);
    }
}
