package io.tidemark.analytics.usage;

import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.Figures;
import org.jspecify.annotations.Nullable;

/// Entries added up by what they have in common: a SELECT with the columns `filename` (of the
/// snapshot's), `key`, `n` (names), `s` (bytes), `a` (bytes on disk), each inode once. Over all entries,
/// and where only owners, extensions and types are asked for, summaries and roll-ups tell it.
public final class Slices {
    private static final Sql SUMMARIES =
            Sql.of("SELECT filename, key, entries AS n, size AS s, allocated AS a FROM spreads WHERE dimension = ?");
    private static final Sql COMBINED = Sql.of(
            "SELECT filename, key, CAST(sum(n) AS BIGINT) AS n, CAST(sum(s) AS BIGINT) AS s, CAST(sum(a) AS BIGINT) AS a FROM ");
    private static final Sql CHILDREN_OF_ROOTS = Sql.of("""
            SELECT filename, path AS key, total_files AS n, total_size AS s, total_allocated AS a FROM folders WHERE depth = 1
            UNION ALL SELECT filename, path, files, size, allocated FROM folders WHERE depth = 0""");
    private static final Sql CHILDREN = Sql.of("""
            SELECT filename, path AS key, total_files AS n, total_size AS s, total_allocated AS a FROM folders WHERE parent = ?
            UNION ALL SELECT filename, path, files, size, allocated FROM folders WHERE path = ?""");
    private static final Sql ENTRIES = Sql.of("""
             AS key, CAST(sum(n) AS BIGINT) AS n, CAST(sum(s) AS BIGINT) AS s, CAST(sum(a) AS BIGINT) AS a
            FROM (SELECT filename, count(*) AS n, coalesce(sum(size) FILTER (counted), 0) AS s,
              coalesce(sum(allocated) FILTER (counted), 0) AS a,\s""");

    private Slices() {}

    /// By one dimension.
    public static Sql by(Dimension by, Condition filter) {
        if (filter.equals(Condition.everything())) {
            return SUMMARIES.with(by.label());
        }
        return Combinations.tell(by, filter)
                ? COMBINED.plus(Combinations.rows(by, filter)).plus(" GROUP BY filename, key")
                : entries(by.key(), by.columns(), filter);
    }

    /// By the folders directly in one, and, with its own path, what stands directly in it.
    ///
    /// @param below the folder; null for the root of each snapshot
    public static Sql byFolder(@Nullable FolderPath below, Condition filter) {
        if (filter.equals(Condition.everything())) {
            return below == null ? CHILDREN_OF_ROOTS : CHILDREN.with(below.text(), below.text());
        }
        return below == null
                ? entries(childOf(Sql.of("root")), Sql.of("directory, root"), filter)
                : entries(
                        childOf(Sql.of("CAST(? AS VARCHAR)", below.text())),
                        Sql.of("directory"),
                        new Condition.Below(below.text()).and(filter));
    }

    /// The child of a folder that an entry below it stands in, in SQL over the columns of an entry and
    /// of its snapshot.
    public static Sql childOf(Sql folder) {
        Sql bare = Sql.of("rtrim(").plus(folder).plus(", '/')");
        return Sql.of("CASE WHEN directory = ")
                .plus(folder)
                .plus(" THEN ")
                .plus(folder)
                .plus(" ELSE ")
                .plus(bare)
                .plus(" || '/' || split_part(substr(directory, length(")
                .plus(bare)
                .plus(") + 2), '/', 1) END");
    }

    /// @param columns what the key is made of: entries are added up by these first, which is quicker than to make the
    ///     key of each
    private static Sql entries(Sql key, Sql columns, Condition filter) {
        return Sql.of("SELECT filename, ")
                .plus(key)
                .plus(ENTRIES)
                .plus(columns)
                .plus(" FROM ")
                .plus(Figures.from(columns, filter.sql()))
                .plus(" WHERE ")
                .plus(filter.sql())
                .plus(" GROUP BY filename, ")
                .plus(columns)
                .plus(") GROUP BY filename, key");
    }
}
