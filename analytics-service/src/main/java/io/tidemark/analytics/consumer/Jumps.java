package io.tidemark.analytics.consumer;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Sudden changes that stay for three days at least.
///
/// A day's change is sudden where it differs from the median change of the eleven days around it by more than chance
/// allows: of
/// all days of the series together not even one in a hundred series has such a one by chance, if changes are normal
/// (Gaussian
/// tail bound, 2 n exp(-x^2 / 2) = 0.01), with the larger of the robust deviations of the whole series and of the month
/// around
/// it.
///
/// @param steps what came or went on each day and stayed
@SuppressWarnings("ArrayRecordComponent") // none is compared
record Jumps(double[] steps) {
    private static final double CHANCE = 0.01;
    private static final int AROUND = 5;
    private static final int MONTH_AROUND = 14;
    private static final int STAY = 5;

    /// @param least what is too small to count
    static Jumps in(double[] days, double least) {
        double[] sudden = sudden(days);
        double bound = Math.sqrt(2 * Math.log(2 * sudden.length / CHANCE));
        double whole = Robust.deviation(sudden);
        double[] steps = new double[days.length];
        for (int i = 0; i < sudden.length; i++) {
            double nearby = Robust.deviation(Arrays.copyOfRange(
                    sudden, Math.max(0, i - MONTH_AROUND), Math.min(sudden.length, i + MONTH_AROUND + 1)));
            if (Math.abs(sudden[i]) > bound * Math.max(whole, nearby)) {
                double stayed = stayed(days, i + 1, sudden[i]);
                steps[i + 1] = Math.abs(stayed) >= least ? stayed : 0;
            }
        }
        return new Jumps(steps);
    }

    /// What came and what went, added up.
    double bytes() {
        return Arrays.stream(steps).map(Math::abs).sum();
    }

    double net() {
        return Arrays.stream(steps).sum();
    }

    int count() {
        return (int) Arrays.stream(steps).filter(step -> step != 0).count();
    }

    double[] removedFrom(double[] days) {
        double[] rest = days.clone();
        double sum = 0;
        for (int day = 0; day < days.length; day++) {
            sum += steps[day];
            rest[day] -= sum;
        }
        return rest;
    }

    /// Each day's change, less the usual one around it; of the second day first.
    private static double[] sudden(double[] days) {
        double[] changes = IntStream.range(1, days.length)
                .mapToDouble(day -> days[day] - days[day - 1])
                .toArray();
        return IntStream.range(0, changes.length)
                .mapToDouble(i -> changes[i] - Robust.medianOf(changes, i - AROUND, i + AROUND + 1))
                .toArray();
    }

    /// How much higher or lower the days after are than those before, no more than the jump itself.
    private static double stayed(double[] days, int day, double jump) {
        double shift = Robust.medianOf(days, day, day + STAY) - Robust.medianOf(days, day - STAY, day);
        return jump > 0 ? Math.clamp(shift, 0, jump) : Math.clamp(shift, jump, 0);
    }
}
