package io.tidemark.analytics.search;

import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.engine.Summary;
import io.tidemark.analytics.engine.Table;

import java.util.List;
import java.util.Set;

/// The largest files of a snapshot, each inode once: more than a page of a list can hold, so that the first page of the
/// largest of all servers is among them.
public final class Largest implements Summary {
    /// What is listed: files, each inode once.
    public static final Condition FILES =
            new Condition.And(List.of(new Condition.OneOf(Trait.TYPE, Set.of("file")), new Condition.Counted(true)));

    private static final int MOST = 1001;
    private static final Query QUERY = Query.of(Sql.of("""
            SELECT directory, name, raw_name, extension, type, size, allocated, owner, uid, group_name, gid, mode, links,
              counted, modified, accessed, changed, created FROM all_entries WHERE\s""")
            .plus(FILES.sql())
            .plus(" ORDER BY size DESC, directory, name, coalesce(to_base64(raw_name), '') LIMIT ?", MOST));

    @Override
    public Table table() {
        return Table.LARGEST_FILES;
    }

    @Override
    public Query query() {
        return QUERY;
    }

    /// Whether the first page of a list is among these files.
    static boolean has(Condition where, Order order, int wanted) {
        return order == Order.SIZE && wanted <= MOST && where.equals(FILES);
    }
}
