package io.tidemark.analytics.search;

import io.tidemark.analytics.engine.Column;
import io.tidemark.analytics.engine.Keyed;
import io.tidemark.analytics.engine.Query;

import java.util.List;

/// The size down to which all larger entries of a snapshot are among the [Largest], -1 where all are; under the empty
/// key.
public final class Least implements Keyed {
    private static final Query QUERY = Query.of("""
            SELECT '' AS key, CASE WHEN (SELECT count(*) FROM all_entries) > ? THEN min(size) ELSE -1 END AS least
            FROM (SELECT size FROM all_entries ORDER BY size DESC LIMIT ?)""", Largest.MOST, Largest.MOST);

    /// There is nothing to choose.
    public static final Least LEAST = new Least();

    private Least() {}

    @Override
    public String name() {
        return "least";
    }

    @Override
    public Query query() {
        return QUERY;
    }

    @Override
    public List<Column> columns() {
        return List.of(new Column("least", Column.Type.NUMBER));
    }
}
