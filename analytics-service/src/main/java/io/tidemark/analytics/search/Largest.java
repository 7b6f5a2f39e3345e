package io.tidemark.analytics.search;

import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Summary;
import io.tidemark.analytics.engine.Table;

import java.util.List;
import java.util.Set;

/// The largest entries of a snapshot: whatever is wanted of all of them, the largest that fulfil it are most often
/// among
/// these. [Least] tells down to which size all larger ones are here.
public final class Largest implements Summary {
    /// What is listed: files, each inode once.
    public static final Condition FILES =
            new Condition.And(List.of(new Condition.OneOf(Trait.TYPE, Set.of("file")), new Condition.Counted(true)));

    static final int MOST = 10_000;
    private static final Query QUERY = Query.of("""
            SELECT directory, name, raw_name, extension, type, size, allocated, owner, uid, group_name, gid, mode, links,
              counted, modified, accessed, changed, created
            FROM all_entries ORDER BY size DESC, directory, name, coalesce(to_base64(raw_name), '') LIMIT ?""", MOST);

    @Override
    public Table table() {
        return Table.LARGEST_FILES;
    }

    @Override
    public Query query() {
        return QUERY;
    }
}
