package io.tidemark.analytics.cost;

import io.tidemark.analytics.cost.Bill.Sum;
import io.tidemark.analytics.cost.Bill.Unpriced;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Question;
import io.tidemark.analytics.engine.Row;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.source.Tier;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What storage costs a month, in parts: bytes on disk, each inode once, at the price of the tier the files are in.
///
/// @param filter which entries are charged
/// @param limit how many parts at most, the dearest first
public record Cost(Charged charged, Condition filter, Prices prices, int limit) implements Question<Bill> {
    private static final Sql HEAD = Sql.of("""
            SELECT part AS key, class, CAST(sum(n) AS BIGINT) AS entries, CAST(sum(s) AS BIGINT) AS size,
              CAST(sum(a) AS BIGINT) AS allocated
            FROM (SELECT CASE WHEN ? THEN label ELSE key END AS part, class, n, s, a FROM (""");

    @Override
    public String kind() {
        return "cost";
    }

    @Override
    public Bill over(Ground ground) {
        Classes classes = Classes.of(ground, prices, charged);
        Sql sql = HEAD.with(charged.by().isOfServers())
                .plus(charged.slices(filter))
                .plus(") JOIN basis USING (filename) JOIN ")
                .plus(classes.table())
                .plus(" USING (server)) GROUP BY part, class ORDER BY part, class");
        Map<Part, Exact> parts = new TreeMap<>();
        long unpriced = 0;
        for (Slice slice : ground.ask(Query.of(sql), Slice::of)) {
            PriceList list = classes.lists().get(slice.list);
            Optional<Tier> tier = list.tier();
            if (tier.isPresent()) {
                parts.merge(new Part(slice.key, String.valueOf(list.currency())), slice.at(tier.get()), Exact::plus);
            } else {
                unpriced += slice.sum.allocatedBytes();
            }
        }
        return Bill.of(
                parts, limit, new Unpriced(classes.servers(list -> list.tier().isEmpty()), unpriced), classes.cited());
    }

    /// Who is charged, in which currency.
    record Part(String key, String currency) implements Comparable<Part> {
        @Override
        public int compareTo(Part other) {
            int byKey = key.compareTo(other.key);
            return byKey == 0 ? currency.compareTo(other.currency) : byKey;
        }
    }

    /// Bytes and what they cost, not rounded.
    record Exact(Sum sum, BigDecimal perMonth) {
        Exact plus(Exact more) {
            return new Exact(sum.plus(more.sum), perMonth.add(more.perMonth));
        }
    }

    private record Slice(String key, int list, Sum sum) {
        static Slice of(Row row) {
            return new Slice(
                    row.text("key"),
                    (int) row.number("class"),
                    new Sum(row.number("entries"), row.number("size"), row.number("allocated")));
        }

        Exact at(Tier tier) {
            return new Exact(sum, Amount.of(sum.allocatedBytes(), tier.perGbMonth()));
        }
    }
}
