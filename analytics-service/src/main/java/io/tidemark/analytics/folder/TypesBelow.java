package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.Column;
import io.tidemark.analytics.engine.Keyed;
import io.tidemark.analytics.engine.Query;

import java.util.List;

/// What everything below each larger folder of a snapshot takes, by extension. Smaller folders are read quickly enough
/// themselves.
public final class TypesBelow implements Keyed {
    private static final int LARGER = 1000;
    private static final Query QUERY = Query.of("""
            SELECT path AS key, extension, CAST(sum(n) AS BIGINT) AS entries, CAST(sum(s) AS BIGINT) AS size,
              CAST(sum(a) AS BIGINT) AS allocated
            FROM (
              SELECT unnest(CASE WHEN directory = '/' THEN ['/'] ELSE list_transform(range(1, len(steps) + 1),
                  lambda n: CASE WHEN n = 1 THEN '/' ELSE array_to_string(steps[1:n], '/') END) END) AS path,
                extension, n, s, a
              FROM (
                SELECT directory, string_split(directory, '/') AS steps, extension, count(*) AS n,
                  coalesce(sum(size) FILTER (counted), 0) AS s, coalesce(sum(allocated) FILTER (counted), 0) AS a
                FROM all_entries GROUP BY directory, extension
              )
            ) SEMI JOIN (SELECT path FROM all_directories WHERE total_files >= ?) USING (path)
            GROUP BY path, extension ORDER BY key, extension""", LARGER);

    private static final List<Column> COLUMNS = List.of(
            new Column("extension", Column.Type.TEXT),
            new Column("entries", Column.Type.NUMBER),
            new Column("size", Column.Type.NUMBER),
            new Column("allocated", Column.Type.NUMBER));

    /// There is nothing to choose.
    public static final TypesBelow TYPES = new TypesBelow();

    private TypesBelow() {}

    @Override
    public String name() {
        return "typesbelow";
    }

    @Override
    public Query query() {
        return QUERY;
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }
}
