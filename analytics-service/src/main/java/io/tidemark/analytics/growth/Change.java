package io.tidemark.analytics.growth;

import io.tidemark.analytics.engine.Row;
import org.jspecify.annotations.Nullable;

/// What was, what is, and what that is a day.
///
/// @param percent of what was; null where nothing was
/// @param bytesPerDay each server's change divided by the time between its own two scans
public record Change(
        long beforeBytes,
        long afterBytes,
        long changeBytes,
        long changeAllocatedBytes,
        long changeEntries,
        @Nullable Double percent,
        double bytesPerDay) {
    static final Change NONE = new Change(0, 0, 0, 0, 0, null, 0);

    static Change of(long before, long after, long allocated, long entries, double perDay) {
        long change = after - before;
        return new Change(
                before, after, change, allocated, entries, before == 0 ? null : 100.0 * change / before, perDay);
    }

    /// From columns whose names begin alike.
    static Change of(Row row, String prefix) {
        return of(
                row.number(prefix + "before"),
                row.number(prefix + "after"),
                row.number(prefix + "allocated"),
                row.number(prefix + "entries"),
                row.decimal(prefix + "rate"));
    }

    Change minus(Change other) {
        return of(
                beforeBytes - other.beforeBytes,
                afterBytes - other.afterBytes,
                changeAllocatedBytes - other.changeAllocatedBytes,
                changeEntries - other.changeEntries,
                bytesPerDay - other.bytesPerDay);
    }
}
