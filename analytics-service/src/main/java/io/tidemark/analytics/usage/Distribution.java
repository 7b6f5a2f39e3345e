package io.tidemark.analytics.usage;

import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Question;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.folder.Shares;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.Figures;

/// How entries and bytes are spread over extensions, owners, sizes, ages or types. Over all entries, and
/// where only owners, extensions and types are asked for, the snapshots' summaries tell it.
///
/// @param filter which entries are looked at
/// @param limit how many groups at most, those that take most first
public record Distribution(Dimension by, Condition filter, int limit) implements Question<Shares> {
    private static final Sql HEAD = Sql.of("""
            SELECT *, count(*) OVER () AS group_count, CAST(sum(entries) OVER () AS BIGINT) AS sum_entries,
              CAST(sum(size) OVER () AS BIGINT) AS sum_size, CAST(sum(allocated) OVER () AS BIGINT) AS sum_allocated
            FROM (""");
    private static final Sql SUMS = Sql.of("""
              SELECT key, CAST(sum(s) AS BIGINT) AS size, CAST(sum(a) AS BIGINT) AS allocated,
                CAST(sum(n) AS BIGINT) AS entries FROM\s""");
    private static final Sql ENTRIES = Sql.of("""
              SELECT key, count(*) AS entries, CAST(coalesce(sum(s) FILTER (counted), 0) AS BIGINT) AS size,
                CAST(coalesce(sum(a) FILTER (counted), 0) AS BIGINT) AS allocated
              FROM (SELECT counted, size AS s, allocated AS a,\s""");
    private static final Sql TAIL = Sql.of(" GROUP BY key) ORDER BY size DESC, entries DESC, key LIMIT ?");

    @Override
    public String kind() {
        return "distribution";
    }

    @Override
    public Shares over(Ground ground) {
        Query query = Query.of(HEAD.plus(grouped()).plus(TAIL).with(limit));
        return Shares.of(ground.ask(query, Shares.Group::of));
    }

    private Sql grouped() {
        return by.isCombined() || filter.equals(Condition.everything())
                ? SUMS.plus("(").plus(Slices.by(by, filter)).plus(")")
                : entries();
    }

    private Sql entries() {
        return ENTRIES.plus(by.key())
                .plus(" AS key FROM ")
                .plus(Figures.from(by.key(), filter.sql()))
                .plus(" WHERE ")
                .plus(filter.sql())
                .plus(")");
    }
}
