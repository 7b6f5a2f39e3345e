package io.tidemark.analytics.cost;

import io.tidemark.analytics.cost.Bill.Unpriced;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Question;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.Figures;
import io.tidemark.analytics.source.Tier;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// What would be saved if files that nobody used for a while went to another tier, each leaving a stub. A file moves
/// only where it costs less a month afterwards:
///
///     before = allocated * current.perGbMonth
///     after  = max(size, to.leastBytes) * to.perGbMonth + stubBytes * current.perGbMonth
///              + recallShare * (size * to.perGbRead + to.perThousandReads / 1000)
///
/// (prices by the byte where they are by the GB), and moving costs one write each, once.
///
/// @param to the tier's name
/// @param filter which files may move; it says too what nobody used is
/// @param terms what the tiers' prices do not say
/// @param limit how many parts at most, what saves most first
public record Savings(Charged charged, String to, Condition filter, Terms terms, Prices prices, int limit)
        implements Question<SavingsPlan> {
    private static final Sql HEAD = Sql.of("""
            SELECT CASE WHEN ? THEN label ELSE key END AS key, class, CAST(sum(n) AS BIGINT) AS files,
              CAST(sum(s) AS BIGINT) AS size, CAST(sum(a) AS BIGINT) AS allocated,
              CAST(coalesce(sum(n) FILTER (moves), 0) AS BIGINT) AS moved,
              CAST(coalesce(sum(s) FILTER (moves), 0) AS BIGINT) AS moved_size,
              CAST(coalesce(sum(a) FILTER (moves), 0) AS BIGINT) AS moved_allocated,
              CAST(coalesce(sum(b) FILTER (moves), 0) AS BIGINT) AS moved_billed
            FROM (SELECT label, class, moves, n, s, a, b,\s""");
    private static final Sql FILES = Sql.of("""
             AS key FROM (
            SELECT label, class, moves, count(*) AS n, sum(size) AS s, sum(allocated) AS a, sum(billed) AS b,\s""");
    /// Only what moves is chosen by these numbers; what it costs is worked out in decimals.
    private static final Sql MOVES = Sql.of("""
             FROM (SELECT *, greatest(size, smallest) AS billed,
            allocated * hot > greatest(size, smallest) * cold + ? * hot + ? * (size * egress + request) AS moves
            FROM\s""");
    private static final Sql PRICES = Sql.of("""
             USING (server) JOIN (SELECT unnest(range(CAST(? AS BIGINT))) AS class, CAST(unnest(?) AS DOUBLE) AS hot,
            CAST(unnest(?) AS DOUBLE) AS cold, CAST(unnest(?) AS DOUBLE) AS egress, CAST(unnest(?) AS DOUBLE) AS request,
            CAST(unnest(?) AS BIGINT) AS smallest) USING (class)) USING (filename) WHERE\s""");

    /// What somebody assumes.
    ///
    /// @param stubBytes on disk, of what stays in a file's place
    /// @param recallShare how much of what moved is read back each month, 0 to 1
    public record Terms(long stubBytes, BigDecimal recallShare) {}

    @Override
    public String kind() {
        return "savings";
    }

    @Override
    public SavingsPlan over(Ground ground) {
        Classes classes = Classes.of(ground, prices, charged);
        Map<Cost.Part, Moving> parts = new TreeMap<>();
        long unpriced = 0;
        for (Moving.Slice slice : ground.ask(query(classes), Moving.Slice::of)) {
            PriceList list = classes.lists().get(slice.list());
            Optional<Tier> from = list.tier();
            Optional<Tier> target = list.tier(to);
            if (from.isPresent() && target.isPresent()) {
                parts.merge(
                        new Cost.Part(slice.key(), String.valueOf(list.currency())),
                        slice.between(from.get(), target.get(), terms),
                        Moving::plus);
            } else {
                unpriced += slice.allocated();
            }
        }
        return SavingsPlan.of(
                parts,
                limit,
                new Unpriced(
                        classes.servers(
                                list -> list.tier().isEmpty() || list.tier(to).isEmpty()),
                        unpriced),
                classes.cited());
    }

    /// Files are added up by what a part is made of before its name is: that is much quicker than to name it for each.
    private Query query(Classes classes) {
        Sql where = charged.within(filter).sql();
        return Query.of(HEAD.with(charged.by().isOfServers())
                .plus(charged.key())
                .plus(FILES)
                .plus(charged.columns())
                .plus(MOVES.with(terms.stubBytes(), terms.recallShare().doubleValue()))
                .plus(Figures.table(charged.columns(), where))
                .plus(" JOIN (SELECT * FROM basis JOIN ")
                .plus(classes.table())
                .plus(prices(classes))
                .plus(where)
                .plus(") GROUP BY label, class, moves, ")
                .plus(charged.columns())
                .plus(")) GROUP BY 1, class ORDER BY 1, class"));
    }

    private Sql prices(Classes classes) {
        BigDecimal thousandth = BigDecimal.ONE.movePointLeft(3);
        BigDecimal perByte = BigDecimal.ONE.movePointLeft(9);
        return PRICES.with(
                classes.lists().size(),
                classes.each(list -> price(elsewhere(list), Tier::perGbMonth).multiply(perByte)),
                classes.each(list -> price(list.tier(to), Tier::perGbMonth).multiply(perByte)),
                classes.each(list -> price(list.tier(to), Tier::perGbRead).multiply(perByte)),
                classes.each(
                        list -> price(list.tier(to), Tier::perThousandReads).multiply(thousandth)),
                classes.each(list -> price(list.tier(to), tier -> BigDecimal.valueOf(tier.leastBytes()))));
    }

    /// What is in the tier already goes nowhere: nothing is cheaper than what costs nothing.
    private Optional<Tier> elsewhere(PriceList list) {
        return list.tier().filter(tier -> !tier.name().equals(to));
    }

    private static BigDecimal price(Optional<Tier> tier, Function<Tier, BigDecimal> price) {
        return tier.map(price).orElse(BigDecimal.ZERO);
    }
}
