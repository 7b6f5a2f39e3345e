package io.tidemark.history.inventory;

import io.tidemark.history.snapshot.Column;
import io.tidemark.history.snapshot.LockedDatabase;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The statements that turn the table `item` into the two tables of a snapshot.
final class TableSql {

    /// One path that stands there twice, or is both a file and a folder that has something in it.
    static final String TWICE = """
            SELECT path FROM (SELECT path FROM item WHERE type <> 'directory' GROUP BY path HAVING count(*) > 1
                UNION ALL SELECT path FROM item WHERE type = 'directory' GROUP BY path HAVING count(*) > 1) LIMIT 1
            """;

    /// Rows of `directories`, deepest first; run it for each depth.
    static final String TOTAL = """
            INSERT INTO total
            SELECT p.path, p.parent, p.depth, coalesce(any_value(o.files), 0), count(t.path),
                coalesce(any_value(o.size), 0), coalesce(any_value(o.allocated), 0),
                coalesce(any_value(o.files), 0) + coalesce(sum(t.total_files), 0),
                count(t.path) + coalesce(sum(t.total_directories), 0),
                coalesce(any_value(o.size), 0) + coalesce(sum(t.total_size), 0),
                coalesce(any_value(o.allocated), 0) + coalesce(sum(t.total_allocated), 0),
                greatest(any_value(o.modified), max(t.newest_modified)),
                greatest(any_value(o.accessed), max(t.newest_accessed))
            FROM place p LEFT JOIN own o ON o.path = p.path
            LEFT JOIN total t ON t.parent = p.path AND t.depth = p.depth + 1
            WHERE p.depth = %d GROUP BY p.path, p.parent, p.depth
            """;

    static final String DEEPEST = "SELECT max(depth) FROM place";

    static final String COUNTS = """
            SELECT count(*), count(*) FILTER (type = 'file'), count(*) FILTER (type = 'symlink'),
                count(*) FILTER (type NOT IN ('file', 'symlink')),
                least(coalesce(sum(size) FILTER (counted), 0), 9223372036854775807)::BIGINT,
                least(coalesce(sum(allocated) FILTER (counted), 0), 9223372036854775807)::BIGINT FROM entry
            """;

    static final String FOLDER_COUNTS = """
            SELECT (SELECT count(*) FROM total), coalesce(sum(size), 0)::BIGINT, coalesce(sum(allocated), 0)::BIGINT,
                count(*) FILTER (error = 'other'), count(*) FILTER (error IN ('excluded', 'mount-point'))
            FROM item WHERE type = 'directory'
            """;

    private TableSql() {}

    /// @param lacking columns that are null in every row, also where the inventory had some values
    static List<String> steps(String root, Set<Column> lacking) {
        String without = lacking.stream()
                .sorted()
                .map(column -> "NULL::" + (isTime(column) ? "BIGINT" : column.type()) + " AS " + column.word())
                .collect(Collectors.joining(", "));
        return steps(root, without.isEmpty() ? "" : "REPLACE (" + without + ")");
    }

    /// In the table `item` times are numbers.
    private static boolean isTime(Column column) {
        return column.type().equals("TIMESTAMPTZ");
    }

    /// The steps up to the tables `entry`, `place`, `own` and `total`, the last one empty.
    private static List<String> steps(String root, String without) {
        String quoted = LockedDatabase.quote(root);
        String below = root.equals("/") ? "1" : Integer.toString(root.length() + 1);
        return List.of("""
                CREATE TABLE first AS SELECT device, inode, min(path) AS path FROM item
                WHERE several AND inode IS NOT NULL AND type <> 'directory' GROUP BY device, inode
                """, """
                CREATE VIEW entry AS
                SELECT i.* %s, NOT i.again AND (f.path IS NULL OR f.path = i.path) AS counted
                FROM item i LEFT JOIN first f
                ON i.several AND i.inode = f.inode AND i.device IS NOT DISTINCT FROM f.device
                WHERE i.type <> 'directory'
                """.formatted(without), """
                CREATE TABLE own AS SELECT directory AS path, count(*) AS files, sum(size) FILTER (counted) AS size,
                    sum(allocated) FILTER (counted) AS allocated, max(modified) AS modified, max(accessed) AS accessed
                FROM entry GROUP BY directory
                """, """
                CREATE TABLE place AS
                WITH RECURSIVE up AS (
                    SELECT path FROM (SELECT path FROM item WHERE type = 'directory' UNION SELECT path FROM own
                        UNION SELECT %1$s)
                    UNION SELECT CASE WHEN above = '' THEN '/' ELSE above END FROM (
                        SELECT regexp_replace(path, '/[^/]*$', '') AS above FROM up WHERE path <> %1$s))
                SELECT path, CASE WHEN path = %1$s THEN NULL WHEN regexp_replace(path, '/[^/]*$', '') = '' THEN '/'
                        ELSE regexp_replace(path, '/[^/]*$', '') END AS parent,
                    CASE WHEN path = %1$s THEN 0 ELSE length(substr(path, %2$s))
                        - length(replace(substr(path, %2$s), '/', '')) END AS depth
                FROM up
                """.formatted(quoted, below), """
                CREATE TABLE total (path VARCHAR, parent VARCHAR, depth INTEGER, files BIGINT, directories BIGINT,
                    size HUGEINT, allocated HUGEINT, total_files HUGEINT, total_directories HUGEINT, total_size HUGEINT,
                    total_allocated HUGEINT, newest_modified BIGINT, newest_accessed BIGINT)
                """);
    }

    static String entries(Path file) {
        return """
                COPY (SELECT directory, name, raw_name, extension, type, size, allocated,
                    make_timestamptz(modified) AS modified, make_timestamptz(accessed) AS accessed,
                    make_timestamptz(changed) AS changed, make_timestamptz(created) AS created, uid, gid, owner,
                    group_name, mode, inode, device, links, counted FROM entry ORDER BY directory, name)
                TO %s (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440, FIELD_IDS %s)
                """.formatted(
                        LockedDatabase.quote(file.toString()),
                        ids(
                                "directory name raw_name extension type size"
                                        + " allocated modified accessed changed created uid gid owner group_name mode inode device links counted"));
    }

    /// Sums beyond what a column holds are the largest it holds, as in the manifest.
    static String directories(Path file) {
        return """
                COPY (SELECT t.path, t.parent, t.depth, t.files, t.directories, %2$s(t.size) AS size,
                    %2$s(t.allocated) AS allocated, t.total_files::BIGINT AS total_files,
                    t.total_directories::BIGINT AS total_directories, %2$s(t.total_size) AS total_size,
                    %2$s(t.total_allocated) AS total_allocated, make_timestamptz(t.newest_modified) AS newest_modified,
                    make_timestamptz(t.newest_accessed) AS newest_accessed, make_timestamptz(i.modified) AS modified,
                    i.uid, i.gid, i.owner, i.group_name, i.mode, i.inode, i.device, i.error,
                    coalesce(i.size, 0) AS own_size, coalesce(i.allocated, 0) AS own_allocated
                    FROM total t LEFT JOIN item i ON i.path = t.path AND i.type = 'directory' ORDER BY t.path)
                TO %1$s (FORMAT parquet, COMPRESSION zstd, FIELD_IDS %3$s)
                """.formatted(
                        LockedDatabase.quote(file.toString()),
                        "capped",
                        ids(
                                "path parent depth files directories"
                                        + " size allocated total_files total_directories total_size total_allocated newest_modified"
                                        + " newest_accessed modified uid gid owner group_name mode inode device error own_size own_allocated"));
    }

    static final String CAPPED = "CREATE MACRO capped(n) AS least(n, 9223372036854775807)::BIGINT";

    private static String ids(String columns) {
        StringBuilder ids = new StringBuilder("{");
        String[] names = columns.split(" ", -1);
        for (int i = 0; i < names.length; i++) {
            ids.append(i == 0 ? "" : ", ").append(names[i]).append(": ").append(i + 1);
        }
        return ids.append('}').toString();
    }
}
