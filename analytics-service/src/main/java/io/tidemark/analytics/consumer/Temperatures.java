package io.tidemark.analytics.consumer;

import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.engine.Summary;
import io.tidemark.analytics.engine.Table;
import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.Instants;
import io.tidemark.analytics.usage.Dimension;
import io.tidemark.analytics.usage.Slices;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/// What each owner, and each folder directly in the root, has of every extension, and how long ago it was used: `n`
/// (names), and bytes, each inode once: `s` of all, `h` of the hot, `w` of the warm, `c` of the cold.
public final class Temperatures implements Summary {
    private static final long HOT = TimeUnit.DAYS.toMicros(Temperature.HOT_DAYS);
    private static final long WARM = TimeUnit.DAYS.toMicros(Temperature.WARM_DAYS);
    private static final Sql SUMS = Sql.of("""
             AS key, extension, CAST(sum(n) AS BIGINT) AS n, CAST(sum(s) AS BIGINT) AS s, CAST(sum(h) AS BIGINT) AS h,
              CAST(sum(w) AS BIGINT) AS w, CAST(sum(c) AS BIGINT) AS c
            FROM (
              SELECT filename, extension, count(*) AS n, coalesce(sum(size) FILTER (counted), 0) AS s,
                coalesce(sum(size) FILTER (counted AND unused < ?), 0) AS h,
                coalesce(sum(size) FILTER (counted AND unused >= ? AND unused < ?), 0) AS w,
                coalesce(sum(size) FILTER (counted AND unused >= ?), 0) AS c,\s""", HOT, HOT, WARM, WARM);
    private static final Sql UNUSED = Sql.of(" FROM (SELECT *, started - ")
            .plus(Instants.USED.micros())
            .plus(" AS unused FROM all_entries JOIN basis USING (filename)) WHERE ");

    @Override
    public Table table() {
        return Table.TEMPERATURES;
    }

    @Override
    public Query query() {
        return Query.of(
                Sql.of("SELECT * FROM (SELECT ? AS dimension, * EXCLUDE (filename) FROM ", ConsumerBy.OWNER.label())
                        .plus(ofOwners())
                        .plus(" UNION ALL SELECT ?, * EXCLUDE (filename) FROM ", ConsumerBy.FOLDER.label())
                        .plus(ofFolders(Sql.of("root"), Sql.of("directory <> root")))
                        .plus(") ORDER BY dimension, key, extension"));
    }

    /// The same for a FROM, with the `filename` of the snapshot's.
    ///
    /// @param below the folder whose children are told of; null for those of each root
    static Sql rows(ConsumerBy by, @Nullable FolderPath below) {
        if (by == ConsumerBy.OWNER || below == null) {
            return Sql.of("(SELECT * FROM temperatures WHERE dimension = ?)", by.label());
        }
        return ofFolders(
                Sql.of("CAST(? AS VARCHAR)", below.text()),
                new Condition.Below(below.text()).sql().plus(" AND directory <> ?", below.text()));
    }

    private static Sql ofOwners() {
        return grouped(Dimension.OWNER.key(), Sql.of("owner, uid"), Sql.of("true"));
    }

    /// What stands directly in the folder belongs to none of its folders.
    private static Sql ofFolders(Sql folder, Sql where) {
        return grouped(Slices.childOf(folder), Sql.of("directory, root"), where);
    }

    /// @param columns what the key is made of: entries are added up by these first, which is much quicker than to make
    ///     a key of each
    private static Sql grouped(Sql key, Sql columns, Sql where) {
        return Sql.of("(SELECT filename, ")
                .plus(key)
                .plus(SUMS)
                .plus(columns)
                .plus(UNUSED)
                .plus(where)
                .plus(" GROUP BY filename, extension, ")
                .plus(columns)
                .plus(") GROUP BY filename, key, extension)");
    }
}
