package io.tidemark.analytics.consumer;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Bytes at several moments as a series of days, from the first moment at which there were any. Days between two scans
/// are on
/// the straight line between them.
public final class DailyBytes {
    /// About a year.
    private static final int MOST_DAYS = 366;
    private static final long DAY_MICROS = 86_400_000_000L;

    private final NavigableMap<Long, Long> byDay = new TreeMap<>();

    /// @param micros since 1970; of several moments of one day the last one added holds
    public void add(long micros, long bytes) {
        byDay.put(Math.floorDiv(micros, DAY_MICROS), bytes);
    }

    Course course() {
        while (!byDay.isEmpty() && byDay.firstEntry().getValue() == 0) {
            byDay.pollFirstEntry();
        }
        if (byDay.isEmpty()) {
            return Course.unknown(0, 0);
        }
        double[] days = series();
        boolean dense = byDay.tailMap(byDay.lastKey() - days.length, false).size() * 2 >= days.length;
        return dense ? Course.of(days) : Course.unknown(days.length, Robust.median(days));
    }

    /// What came on each day (days since 1970), of the last year's days.
    public NavigableMap<Long, Double> growth() {
        NavigableMap<Long, Double> growth = new TreeMap<>();
        double[] days = byDay.isEmpty() ? new double[0] : series();
        for (int i = 1; i < days.length; i++) {
            growth.put(byDay.lastKey() - days.length + 1 + i, days[i] - days[i - 1]);
        }
        return growth;
    }

    private double[] series() {
        long last = byDay.lastKey();
        long first = Math.max(byDay.firstKey(), last - MOST_DAYS + 1);
        double[] days = new double[(int) (last - first + 1)];
        for (int i = 0; i < days.length; i++) {
            days[i] = at(first + i);
        }
        return days;
    }

    private double at(long day) {
        Map.Entry<Long, Long> before = byDay.floorEntry(day);
        Map.Entry<Long, Long> after = byDay.ceilingEntry(day);
        if (before.getKey().equals(after.getKey())) {
            return before.getValue();
        }
        double share = (double) (day - before.getKey()) / (after.getKey() - before.getKey());
        return before.getValue() + share * (after.getValue() - before.getValue());
    }
}
