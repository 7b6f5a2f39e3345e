package io.tidemark.analytics.usage;

import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.engine.Summary;
import io.tidemark.analytics.engine.Table;
import io.tidemark.analytics.search.Condition;

/// How the entries of a snapshot are spread over owners, extensions and types together: whatever is
/// asked of them by one of these three and filtered by the others is added up from some thousand rows
/// instead of all entries.
public final class Combinations implements Summary {
    private static final Query QUERY = Query.of("""
            SELECT owner, uid, extension, type, count(*) AS entries,
              CAST(coalesce(sum(size) FILTER (counted), 0) AS BIGINT) AS size,
              CAST(coalesce(sum(allocated) FILTER (counted), 0) AS BIGINT) AS allocated
            FROM all_entries GROUP BY owner, uid, extension, type ORDER BY owner, uid, extension, type""");
    private static final Sql ROWS = Sql.of("(SELECT filename, entries AS n, size AS s, allocated AS a, ");

    @Override
    public Table table() {
        return Table.COMBINATIONS;
    }

    @Override
    public Query query() {
        return QUERY;
    }

    /// Whether they tell what entries are like by a dimension and under a condition.
    static boolean tell(Dimension by, Condition filter) {
        return by.isCombined() && filter.isOfOwnerExtensionAndType();
    }

    /// In brackets, for a FROM: `filename`, `key`, and in `n`, `s` and `a` names, bytes and bytes on disk.
    static Sql rows(Dimension by, Condition filter) {
        return ROWS.plus(by.key())
                .plus(" AS key FROM combinations WHERE ")
                .plus(filter.sql())
                .plus(")");
    }
}
