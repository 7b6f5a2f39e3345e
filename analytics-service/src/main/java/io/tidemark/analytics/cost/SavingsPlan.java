package io.tidemark.analytics.cost;

import io.tidemark.analytics.cost.Bill.Unpriced;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What moving files would save. Each amount of each part is rounded by itself, and totals are sums of rounded parts.
///
/// @param parts what saves most first
/// @param totals of all parts, listed or not, for each currency
public record SavingsPlan(List<Part> parts, List<Part> totals, Unpriced unpriced, List<Cited> prices) {
    public SavingsPlan {
        parts = List.copyOf(parts);
        totals = List.copyOf(totals);
        prices = List.copyOf(prices);
    }

    /// What one part would save.
    ///
    /// @param key `` of a total
    /// @param files that may move, because nobody used them
    /// @param movedFiles those of them that cost less afterwards
    /// @param billedBytes what the other tier charges for them, no object for less than its smallest
    /// @param costPerMonth of what moves, where it is now
    /// @param storagePerMonth of what moves, where it goes
    /// @param stubsPerMonth of what stays in its place
    /// @param recallsPerMonth of reading some of it back
    /// @param savedPerMonth `costPerMonth` less the other three
    /// @param moveOnce of writing it there
    /// @param paysBackMonths until as much is saved; null where nothing is
    public record Part(
            String key,
            String currency,
            long files,
            long sizeBytes,
            long allocatedBytes,
            long movedFiles,
            long movedBytes,
            long movedAllocatedBytes,
            long billedBytes,
            BigDecimal costPerMonth,
            BigDecimal storagePerMonth,
            BigDecimal stubsPerMonth,
            BigDecimal recallsPerMonth,
            BigDecimal savedPerMonth,
            BigDecimal moveOnce,
            @Nullable BigDecimal paysBackMonths) {
        static Part of(String key, String currency, Moving moving) {
            BigDecimal saved = moving.saved();
            return new Part(
                    key,
                    currency,
                    moving.files(),
                    moving.size(),
                    moving.allocated(),
                    moving.moved(),
                    moving.movedSize(),
                    moving.movedAllocated(),
                    moving.billed(),
                    moving.before(),
                    moving.storage(),
                    moving.stubs(),
                    moving.recalls(),
                    saved,
                    moving.once(),
                    saved.signum() <= 0 ? null : moving.once().divide(saved, 2, RoundingMode.HALF_UP));
        }
    }

    static SavingsPlan of(Map<Cost.Part, Moving> exact, int limit, Unpriced unpriced, List<Cited> prices) {
        List<Part> parts = new ArrayList<>();
        Map<String, Moving> totals = new TreeMap<>();
        exact.forEach((part, moving) -> {
            Moving rounded = moving.rounded();
            parts.add(Part.of(part.key(), part.currency(), rounded));
            totals.merge(part.currency(), rounded, Moving::plus);
        });
        parts.sort(Comparator.comparing(Part::savedPerMonth)
                .reversed()
                .thenComparing(Part::key)
                .thenComparing(Part::currency));
        List<Part> sums = new ArrayList<>();
        totals.forEach((currency, total) -> sums.add(Part.of("", currency, total)));
        return new SavingsPlan(parts.subList(0, Math.min(limit, parts.size())), sums, unpriced, prices);
    }
}
