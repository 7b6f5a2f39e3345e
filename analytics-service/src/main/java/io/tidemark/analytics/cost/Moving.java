package io.tidemark.analytics.cost;

import io.tidemark.analytics.cost.Savings.Terms;
import io.tidemark.analytics.engine.Row;
import io.tidemark.analytics.source.Tier;

import java.math.BigDecimal;

/// Files that may move, those that do, and what that costs and saves, not rounded.
///
/// @param billed bytes of those that move, as the tier they go to charges them
record Moving(
        long files,
        long size,
        long allocated,
        long moved,
        long movedSize,
        long movedAllocated,
        long billed,
        BigDecimal before,
        BigDecimal storage,
        BigDecimal stubs,
        BigDecimal recalls,
        BigDecimal once) {

    Moving plus(Moving more) {
        return new Moving(
                files + more.files,
                size + more.size,
                allocated + more.allocated,
                moved + more.moved,
                movedSize + more.movedSize,
                movedAllocated + more.movedAllocated,
                billed + more.billed,
                before.add(more.before),
                storage.add(more.storage),
                stubs.add(more.stubs),
                recalls.add(more.recalls),
                once.add(more.once));
    }

    Moving rounded() {
        return new Moving(
                files,
                size,
                allocated,
                moved,
                movedSize,
                movedAllocated,
                billed,
                Amount.rounded(before),
                Amount.rounded(storage),
                Amount.rounded(stubs),
                Amount.rounded(recalls),
                Amount.rounded(once));
    }

    BigDecimal saved() {
        return before.subtract(storage).subtract(stubs).subtract(recalls);
    }

    /// A row of the query: files of one part on servers with the same prices.
    record Slice(
            String key,
            int list,
            long files,
            long size,
            long allocated,
            long moved,
            long movedSize,
            long movedAllocated,
            long billed) {
        static Slice of(Row row) {
            return new Slice(
                    row.text("key"),
                    (int) row.number("class"),
                    row.number("files"),
                    row.number("size"),
                    row.number("allocated"),
                    row.number("moved"),
                    row.number("moved_size"),
                    row.number("moved_allocated"),
                    row.number("moved_billed"));
        }

        Moving between(Tier from, Tier to, Terms terms) {
            BigDecimal count = BigDecimal.valueOf(moved);
            BigDecimal stubBytes = count.multiply(BigDecimal.valueOf(terms.stubBytes()));
            BigDecimal recalled =
                    Amount.of(movedSize, to.perGbRead()).add(Amount.ofRequests(count, to.perThousandReads()));
            return new Moving(
                    files,
                    size,
                    allocated,
                    moved,
                    movedSize,
                    movedAllocated,
                    billed,
                    Amount.of(movedAllocated, from.perGbMonth()),
                    Amount.of(billed, to.perGbMonth()),
                    Amount.of(stubBytes, from.perGbMonth()),
                    recalled.multiply(terms.recallShare()),
                    Amount.ofRequests(count, to.perThousandWrites()));
        }
    }
}
