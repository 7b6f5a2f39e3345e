package io.tidemark.analytics.usage;

import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.engine.Summary;
import io.tidemark.analytics.engine.Table;

import java.util.Arrays;
import java.util.List;

/// How the entries of a snapshot are spread over each dimension.
public final class Spreads implements Summary {
    private static final Sql SUMS = Sql.of(", count(*) AS entries,"
            + " CAST(coalesce(sum(s) FILTER (counted), 0) AS BIGINT) AS size,"
            + " CAST(coalesce(sum(a) FILTER (counted), 0) AS BIGINT) AS allocated FROM (SELECT counted, size AS s,"
            + " allocated AS a, ");

    @Override
    public Table table() {
        return Table.SPREADS;
    }

    @Override
    public Query query() {
        List<Sql> each = Arrays.stream(Dimension.values()).map(Spreads::of).toList();
        return Query.of(
                Sql.of("SELECT * FROM (").plus(Sql.join(" UNION ALL ", each)).plus(") ORDER BY dimension, key"));
    }

    private static Sql of(Dimension by) {
        return Sql.of("SELECT ? AS dimension, key", by.label())
                .plus(SUMS)
                .plus(by.key())
                .plus(" AS key FROM all_entries JOIN basis USING (filename)) GROUP BY key");
    }
}
