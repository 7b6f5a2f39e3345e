package io.tidemark.analytics.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What storage costs a month. Each part is rounded by itself, and totals are sums of rounded parts: what is charged
/// adds up.
///
/// @param parts the dearest first
/// @param others what is not listed, for each currency
/// @param totals of all parts, for each currency
/// @param prices the versions of prices that it was worked out with
public record Bill(List<Part> parts, List<Total> others, List<Total> totals, Unpriced unpriced, List<Cited> prices) {
    public Bill {
        parts = List.copyOf(parts);
        others = List.copyOf(others);
        totals = List.copyOf(totals);
        prices = List.copyOf(prices);
    }

    /// What one part is charged.
    ///
    /// @param allocatedBytes bytes on disk, which are charged
    public record Part(
            String key, String currency, long entries, long sizeBytes, long allocatedBytes, BigDecimal costPerMonth) {}

    /// Several parts together.
    public record Total(
            String currency, long parts, long entries, long sizeBytes, long allocatedBytes, BigDecimal costPerMonth) {
        static Total of(Part part) {
            return new Total(part.currency, 1, part.entries, part.sizeBytes, part.allocatedBytes, part.costPerMonth);
        }

        Total plus(Total more) {
            return new Total(
                    currency,
                    parts + more.parts,
                    entries + more.entries,
                    sizeBytes + more.sizeBytes,
                    allocatedBytes + more.allocatedBytes,
                    costPerMonth.add(more.costPerMonth));
        }
    }

    /// What is in no amount, because nobody said what it costs.
    public record Unpriced(List<String> servers, long allocatedBytes) {
        public Unpriced {
            servers = List.copyOf(servers);
        }
    }

    /// Entries, added up.
    record Sum(long entries, long sizeBytes, long allocatedBytes) {
        Sum plus(Sum more) {
            return new Sum(entries + more.entries, sizeBytes + more.sizeBytes, allocatedBytes + more.allocatedBytes);
        }
    }

    static Bill of(Map<Cost.Part, Cost.Exact> exact, int limit, Unpriced unpriced, List<Cited> prices) {
        List<Part> parts = new ArrayList<>();
        exact.forEach((part, cost) -> parts.add(new Part(
                part.key(),
                part.currency(),
                cost.sum().entries(),
                cost.sum().sizeBytes(),
                cost.sum().allocatedBytes(),
                Amount.rounded(cost.perMonth()))));
        parts.sort(Comparator.comparing(Part::costPerMonth)
                .reversed()
                .thenComparing(Part::key)
                .thenComparing(Part::currency));
        List<Part> listed = parts.subList(0, Math.min(limit, parts.size()));
        List<Part> others = parts.subList(listed.size(), parts.size());
        return new Bill(listed, totals(others), totals(parts), unpriced, prices);
    }

    private static List<Total> totals(List<Part> parts) {
        Map<String, Total> totals = new TreeMap<>();
        parts.forEach(part -> totals.merge(part.currency, Total.of(part), Total::plus));
        return List.copyOf(totals.values());
    }
}
