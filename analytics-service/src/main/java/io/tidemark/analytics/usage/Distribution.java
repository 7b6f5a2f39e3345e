package io.tidemark.analytics.usage;

import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Question;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.folder.Shares;
import io.tidemark.analytics.search.Condition;

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
    private static final Sql SPREADS =
            Sql.of("(SELECT key, entries AS n, size AS s, allocated AS a FROM spreads WHERE dimension = ?)");
    private static final Sql ENTRIES = Sql.of("""
              SELECT key, count(*) AS entries, CAST(coalesce(sum(s) FILTER (counted), 0) AS BIGINT) AS size,
                CAST(coalesce(sum(a) FILTER (counted), 0) AS BIGINT) AS allocated
              FROM (SELECT counted, size AS s, allocated AS a,\s""");
    private static final Sql ALONE = Sql.of(" AS key FROM all_entries WHERE ");
    private static final Sql JOINED = Sql.of(" AS key FROM all_entries JOIN basis USING (filename) WHERE ");
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
        if (filter.equals(Condition.everything())) {
            return SUMS.plus(SPREADS.with(by.label()));
        }
        return Combinations.tell(by, filter) ? SUMS.plus(Combinations.rows(by, filter)) : entries();
    }

    private Sql entries() {
        boolean alone = filter.isOfEntriesAlone() && !by.key().mentions("started");
        return ENTRIES.plus(by.key())
                .plus(alone ? ALONE : JOINED)
                .plus(filter.sql())
                .plus(")");
    }
}
