package io.tidemark.analytics.consumer;

import org.jspecify.annotations.Nullable;

/// What a folder or an owner is like on one root, and why that is said.
///
/// @param key the folder's path, or the owner's name or number
/// @param dataTypeShare of the bytes that the kind with most of them has
/// @param hotBytes used within 30 days before the newest scan
/// @param warmBytes used within 90 days, but not within 30
/// @param coldBytes not used within 90 days
/// @param usedBy `last-access` where that can be trusted, else `modification`
/// @param growth how bytes went over `days` days; the other columns are what it was taken apart into, see [Course]
public record Consumer(
        String server,
        String root,
        String key,
        long entries,
        long sizeBytes,
        DataType dataType,
        double dataTypeShare,
        Temperature temperature,
        long hotBytes,
        long warmBytes,
        long coldBytes,
        String usedBy,
        GrowthShape growth,
        int days,
        long levelBytes,
        long trendBytes,
        double trendScore,
        int jumps,
        long jumpBytes,
        @Nullable Integer seasonDays,
        long seasonBytes) {
    static Consumer of(Holdings holdings, Course course) {
        return new Consumer(
                holdings.owner().server(),
                holdings.owner().root(),
                holdings.owner().key(),
                holdings.entries(),
                holdings.size(),
                holdings.dataType(),
                holdings.dataTypeShare(),
                Temperature.of(holdings.hot(), holdings.warm(), holdings.cold()),
                holdings.hot(),
                holdings.warm(),
                holdings.cold(),
                holdings.trusted() ? "last-access" : "modification",
                course.shape(),
                course.days(),
                course.levelBytes(),
                course.trendBytes(),
                course.trendScore(),
                course.jumps(),
                course.jumpBytes(),
                course.seasonDays(),
                course.seasonBytes());
    }
}
