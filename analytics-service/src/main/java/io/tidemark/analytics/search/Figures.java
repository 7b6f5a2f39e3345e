package io.tidemark.analytics.search;

import io.tidemark.analytics.engine.Layout;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.engine.Summary;
import io.tidemark.analytics.engine.Table;

import java.util.Arrays;
import java.util.List;

/// What can be counted and compared of each entry: all but its name, its folder and what few ask for; of name and size
/// together a `stamp`. Smallest first, so that a range of sizes leaves most of it unread, and unpacked in half the time
/// that the entries take.
public final class Figures implements Summary {
    /// 63 bits of the MD5 of name and size: equal in every version of every engine. No name has a slash.
    public static final Sql STAMP =
            Sql.of("CAST(md5_number_lower(name || '/' || CAST(size AS VARCHAR)) >> 1 AS BIGINT)");

    private static final Query QUERY = Query.of(Sql.of(
                    "SELECT owner, uid, group_name, gid, mode, links, extension, type, counted, size, allocated, modified, accessed, ")
            .plus(STAMP)
            .plus(" AS stamp FROM all_entries ORDER BY size"));
    private static final List<String> LACKING =
            List.of("directory", "name", "raw_name", "device", "inode", "changed", "created");
    private static final List<String> OF_SNAPSHOTS =
            List.of("server", "root", "snapshot", "started", "finished", "trusted");

    @Override
    public Table table() {
        return Table.FIGURES;
    }

    @Override
    public Layout layout() {
        return Layout.READ_WHOLE;
    }

    @Override
    public Query query() {
        return QUERY;
    }

    /// What to read entries from: these figures where they have every column that is asked for, else the entries.
    ///
    /// @param asking everything that is asked of the entries: what is selected, and the condition
    public static Sql table(Sql... asking) {
        return tell(asking) ? Sql.of("figures") : Sql.of("all_entries");
    }

    /// Whether these figures have every column that is asked for.
    public static boolean tell(Sql... asking) {
        return !mentioned(LACKING, asking);
    }

    /// The same for a FROM, with what is known of the entries' snapshots where that is asked for.
    public static Sql from(Sql... asking) {
        return mentioned(OF_SNAPSHOTS, asking) ? table(asking).plus(" JOIN basis USING (filename)") : table(asking);
    }

    private static boolean mentioned(List<String> columns, Sql... asking) {
        return Arrays.stream(asking).anyMatch(sql -> columns.stream().anyMatch(sql::mentions));
    }
}
