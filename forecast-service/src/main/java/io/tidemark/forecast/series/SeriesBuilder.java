package io.tidemark.forecast.series;

import io.tidemark.forecast.source.DailySample;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import static java.time.temporal.ChronoUnit.DAYS;

/// Makes the series that models are fitted to.
///
/// - Today is left out: it is not over, so its last value is not the value of a day. It does count as
/// a sign of life.
/// - Gaps of up to `longestGap` days are filled on a straight line and counted as filled; a longer gap
/// cuts the series,
///   and only what comes after the newest cut is used.
/// - A resize does not cut: the series is of bytes used, not of a share.
/// - A volume that was replaced or emptied does not cut either: how people fill it goes on. The day is
/// remembered.
public final class SeriesBuilder {

    private final int longestGap;

    /// @param longestGap the most missing days in a row that are filled
    public SeriesBuilder(int longestGap) {
        if (longestGap < 0) {
            throw new IllegalArgumentException("longestGap must not be negative");
        }
        this.longestGap = longestGap;
    }

    /// The newest stretch of finished days.
    ///
    /// @param samples in any order; of two for one day the later in the list counts
    /// @param lastSeen the day of the newest reading, today or earlier
    /// @param today the day that is not over
    public DailySeries build(List<DailySample> samples, LocalDate lastSeen, LocalDate today) {
        var days = new TreeMap<LocalDate, Long>();
        samples.stream().filter(s -> s.day().isBefore(today)).forEach(s -> days.put(s.day(), s.usedBytes()));
        if (days.isEmpty() || isCut(days.lastKey(), lastSeen)) {
            return new DailySeries(today, new double[0], 0, Set.of());
        }
        Set<LocalDate> begunAnew = samples.stream()
                .filter(DailySample::begunAnew)
                .map(DailySample::day)
                .collect(Collectors.toSet());
        return filled(days.tailMap(startOfNewestStretch(days)), begunAnew);
    }

    private LocalDate startOfNewestStretch(NavigableMap<LocalDate, Long> days) {
        LocalDate start = days.lastKey();
        for (LocalDate day : days.descendingKeySet()) {
            if (isCut(day, start)) {
                return start;
            }
            start = day;
        }
        return start;
    }

    private boolean isCut(LocalDate earlier, LocalDate later) {
        return DAYS.between(earlier, later) - 1 > longestGap;
    }

    private static DailySeries filled(Map<LocalDate, Long> measured, Set<LocalDate> begunAnew) {
        var days = new TreeMap<>(measured);
        LocalDate first = days.firstKey();
        var used = new double[(int) DAYS.between(first, days.lastKey()) + 1];
        var begun = new HashSet<Integer>();
        int previous = 0;
        for (Map.Entry<LocalDate, Long> day : days.entrySet()) {
            int index = (int) DAYS.between(first, day.getKey());
            used[index] = day.getValue();
            interpolate(used, previous, index);
            if (begunAnew.contains(day.getKey())) {
                flat(used, previous, index);
                begun.add(index);
            }
            previous = index;
        }
        return new DailySeries(days.lastKey().plusDays(1), used, used.length - days.size(), begun);
    }

    /// A volume that began anew did not come there on a straight line.
    private static void flat(double[] used, int from, int to) {
        Arrays.fill(used, from + 1, Math.max(from + 1, to), used[from]);
    }

    private static void interpolate(double[] used, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            double share = (double) (i - from) / (to - from);
            used[i] = used[from] + share * (used[to] - used[from]);
        }
    }
}
