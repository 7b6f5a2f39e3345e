package io.tidemark.forecast.series;

import org.apache.commons.math3.stat.descriptive.rank.Median;

import java.util.stream.IntStream;

/// A series with its rare bursts set aside: what lies before a burst is moved by the burst's height,
/// so that the level
/// of today stays and the jump no longer looks like a trend (the level shift of Chen and Liu, "Joint
/// Estimation of
/// Model
/// Parameters and Outlier Effects in Time Series", 1993).
///
/// A burst is a run of at most three days whose change lies further than five robust standard
/// deviations (1.4826 times
/// the median absolute deviation) from the median change. One in fewer than sixty days, or two in
/// more, are set aside;
/// more of them are how this volume grows, and none is set aside.
public final class CalmSeries {

    private static final double FAR = 5 * 1.4826;
    private static final int LONGEST_BURST = 3;
    private static final int LONG_SERIES = 60;

    private final double[] used;
    private final int bursts;

    private CalmSeries(double[] used, int bursts) {
        this.used = used;
        this.bursts = bursts;
    }

    public static CalmSeries of(DailySeries series) {
        return of(bridged(series));
    }

    /// What lies before a day on which the volume began anew is moved to that day's level: history
    /// knows that nobody
    /// wrote or deleted what the difference says. It counts as no burst.
    private static double[] bridged(DailySeries series) {
        double[] measured = series.values();
        double[] level = measured.clone();
        double shift = 0;
        for (int day = level.length - 1; day > 0; day--) {
            shift += series.begunAnew().contains(day) ? measured[day] - measured[day - 1] : 0;
            level[day - 1] = measured[day - 1] + shift;
        }
        return level;
    }

    static CalmSeries of(double[] values) {
        if (values.length < 3) {
            return new CalmSeries(values, 0);
        }
        double[] changes = changes(values);
        double usual = new Median().evaluate(changes);
        boolean[] far = far(changes, usual);
        int bursts = runs(far);
        if (bursts == 0 || bursts > (values.length < LONG_SERIES ? 1 : 2) || longestRun(far) > LONGEST_BURST) {
            return new CalmSeries(values, 0);
        }
        return new CalmSeries(levelled(values, changes, usual, far), bursts);
    }

    /// The bytes used with the bursts set aside, oldest first; the last value is as measured. A copy.
    public double[] values() {
        return used.clone();
    }

    /// How many bursts were set aside.
    public int bursts() {
        return bursts;
    }

    private static double[] changes(double[] values) {
        return IntStream.range(1, values.length)
                .mapToDouble(i -> values[i] - values[i - 1])
                .toArray();
    }

    private static boolean[] far(double[] changes, double usual) {
        double[] distances = IntStream.range(0, changes.length)
                .mapToDouble(i -> Math.abs(changes[i] - usual))
                .toArray();
        double limit = FAR * new Median().evaluate(distances);
        var far = new boolean[changes.length];
        for (int i = 0; i < far.length; i++) {
            far[i] = distances[i] > limit;
        }
        return far;
    }

    private static int runs(boolean[] far) {
        int runs = 0;
        for (int i = 0; i < far.length; i++) {
            if (far[i] && (i == 0 || !far[i - 1])) {
                runs++;
            }
        }
        return runs;
    }

    private static int longestRun(boolean[] far) {
        int longest = 0;
        int run = 0;
        for (boolean isFar : far) {
            run = isFar ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static double[] levelled(double[] values, double[] changes, double usual, boolean[] far) {
        double[] level = values.clone();
        double shift = 0;
        for (int i = changes.length - 1; i >= 0; i--) {
            shift += far[i] ? changes[i] - usual : 0;
            level[i] += shift;
        }
        return level;
    }
}
