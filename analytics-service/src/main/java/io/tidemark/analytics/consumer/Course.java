package io.tidemark.analytics.consumer;

import org.jspecify.annotations.Nullable;

/// How bytes went day by day, taken apart: a season, jumps and a trend, in this order, each from what the one before
/// left. The
/// largest of them that is there names the shape; where none makes a twentieth of the level, it is flat.
///
/// @param days the series covers
/// @param levelBytes the median of all days
/// @param trendBytes that the trend changed over all days; 0 where there is none
/// @param trendScore of the Mann-Kendall test
/// @param jumps how many sudden changes there were
/// @param jumpBytes that came or went in them
/// @param seasonDays of which period; null where there is no season
/// @param seasonBytes from its lowest day to its highest
public record Course(
        GrowthShape shape,
        int days,
        long levelBytes,
        long trendBytes,
        double trendScore,
        int jumps,
        long jumpBytes,
        @Nullable Integer seasonDays,
        long seasonBytes) {
    /// Less says nothing about weeks.
    static final int FEWEST_DAYS = 28;

    private static final double MATERIAL = 0.05;

    static Course unknown(int days, double level) {
        return new Course(GrowthShape.UNKNOWN, days, Math.round(level), 0, 0, 0, 0, null, 0);
    }

    /// @param bytes of each day, oldest first
    static Course of(double[] bytes) {
        double level = Robust.median(bytes);
        if (bytes.length < FEWEST_DAYS) {
            return unknown(bytes.length, level);
        }
        Season season = Season.of(bytes);
        double[] steady = season.removedFrom(bytes);
        Jumps jumps = Jumps.in(steady, MATERIAL * level);
        double[] smooth = jumps.removedFrom(steady);
        Trend trend = Trend.of(smooth);
        return new Course(
                shape(level, season, jumps, trend, smooth),
                bytes.length,
                Math.round(level),
                trend.isThere() ? Math.round(trend.change()) : 0,
                trend.score(),
                jumps.count(),
                Math.round(jumps.bytes()),
                season.days() == 0 ? null : season.days(),
                Math.round(season.amplitude()));
    }

    private static GrowthShape shape(double level, Season season, Jumps jumps, Trend trend, double[] smooth) {
        double change = trend.isThere() ? trend.change() : 0;
        double largest = Math.max(season.amplitude(), Math.max(jumps.bytes(), Math.abs(change)));
        if (largest == 0 || largest < MATERIAL * level) {
            return GrowthShape.FLAT;
        }
        if (largest == season.amplitude()) {
            return GrowthShape.SEASONAL;
        }
        if (largest == jumps.bytes()) {
            return jumps.net() <= -largest / 2 ? GrowthShape.SHRINKING : GrowthShape.BURSTING;
        }
        if (change < 0) {
            return GrowthShape.SHRINKING;
        }
        return Trend.accelerates(smooth) ? GrowthShape.ACCELERATING : GrowthShape.LINEAR;
    }
}
