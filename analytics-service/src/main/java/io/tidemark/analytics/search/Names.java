package io.tidemark.analytics.search;

import io.tidemark.analytics.engine.Layout;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Summary;
import io.tidemark.analytics.engine.Table;

/// Each name of a file or folder of a snapshot once, in order, and in lower case where that is another one: whether any
/// name can match is found in a third of the time that the entries themselves take.
public final class Names implements Summary {
    private static final Query QUERY = Query.of("""
            SELECT name, nullif(lower(name), name) AS folded FROM (
              SELECT name FROM all_entries UNION
              SELECT CASE WHEN parent = '/' THEN substr(path, 2) ELSE substr(path, length(parent) + 2) END
              FROM all_directories WHERE parent IS NOT NULL)
            ORDER BY name""");

    @Override
    public Table table() {
        return Table.NAMES;
    }

    @Override
    public Layout layout() {
        return Layout.READ_WHOLE;
    }

    @Override
    public Query query() {
        return QUERY;
    }
}
