package io.tidemark.history.delta;

import io.tidemark.history.snapshot.Column;
import io.tidemark.history.snapshot.LockedDatabase;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The statements that compare two lists of entries.
///
/// Rows that are equal in all that counts fall out first, by inode and a 64-bit digest of the rest,
/// which joins 16 bytes a
/// row instead of whole paths; only what is left is looked at by path and identity. Two different rows
/// of one inode would
/// need equal digests to be taken for one.
final class DeltaSql {

    /// Both sides have one device each: its number may be another one after a restart and says nothing.
    static final String SAME_DEVICE = """
            SELECT (SELECT min(device) IS NOT DISTINCT FROM max(device) FROM entries_old)
               AND (SELECT min(device) IS NOT DISTINCT FROM max(device) FROM entries_new)
            """;

    private static final String DIGEST = """
            SELECT inode, r, hash(directory, name, raw_name, size, allocated, modified, changed, created, uid, gid, mode,
                counted, %s) AS digest FROM entries_%s""";

    private static final String ROWS = """
            CREATE TEMP TABLE %1$s AS
            SELECT r, directory, name, coalesce(raw_name, ''::BLOB) AS raw, extension, type, size, allocated, modified,
                changed, uid, gid, owner, mode, inode, %2$s AS device, coalesce(epoch_us(created), -1) AS birth,
                coalesce(epoch_us(created)::HUGEINT, -1 - hash(modified, size)::HUGEINT) AS identity, counted,
                CASE WHEN counted THEN size ELSE 0 END AS bytes, CASE WHEN counted THEN coalesce(allocated, 0) ELSE 0 END AS disk
            FROM entries_%1$s SEMI JOIN (SELECT %1$s_r FROM different WHERE %1$s_r IS NOT NULL) d ON r = d.%1$s_r
            """;

    /// The same entry at the same path, then at another, then another entry at the same path. Names of
    /// one inode are
    /// brought together in order.
    private static final List<String> PAIRS = List.of("""
            CREATE TEMP TABLE pair AS
            SELECT o.r AS old_r, n.r AS new_r, 'same' AS how FROM old o JOIN new n
            ON o.directory = n.directory AND o.name = n.name AND o.raw = n.raw AND o.birth = n.birth
                AND o.device IS NOT DISTINCT FROM n.device AND o.inode IS NOT DISTINCT FROM n.inode
            """, """
            INSERT INTO pair SELECT a.r, b.r, 'moved' FROM
                (SELECT r, device, inode, identity, row_number() OVER (
                    PARTITION BY device, inode, identity ORDER BY directory, name, raw) AS place
                 FROM old o ANTI JOIN pair p ON o.r = p.old_r) a
            JOIN (SELECT r, device, inode, identity, row_number() OVER (
                    PARTITION BY device, inode, identity ORDER BY directory, name, raw) AS place
                 FROM new n ANTI JOIN pair p ON n.r = p.new_r) b
            ON a.device = b.device AND a.inode = b.inode AND a.identity = b.identity AND a.place = b.place
            """, """
            INSERT INTO pair SELECT a.r, b.r, 'replaced' FROM
                (SELECT r, directory, name, raw FROM old o ANTI JOIN pair p ON o.r = p.old_r) a
            JOIN (SELECT r, directory, name, raw FROM new n ANTI JOIN pair p ON n.r = p.new_r) b
            ON a.directory = b.directory AND a.name = b.name AND a.raw = b.raw
            """);

    /// Which name of an inode with several counts its bytes may differ between the snapshots: all bytes
    /// of such an inode
    /// go to the first of its names that both have. Sums stay what they are.
    private static final List<String> LINKS = List.of("""
            CREATE TEMP TABLE link AS
            SELECT o.device, o.inode, o.birth, min(p.new_r) AS new_r, arg_min(p.old_r, p.new_r) AS old_r
            FROM pair p JOIN old o ON o.r = p.old_r
            SEMI JOIN (SELECT device, inode, birth FROM old WHERE NOT counted
                UNION SELECT device, inode, birth FROM new WHERE NOT counted) l
            ON o.device = l.device AND o.inode = l.inode AND o.birth = l.birth
            WHERE p.how <> 'replaced' GROUP BY ALL
            """, counted("old"), counted("new"));

    private static final List<String> NO_LINKS = List.of(
            "CREATE TEMP VIEW old_counted AS SELECT * FROM old", "CREATE TEMP VIEW new_counted AS SELECT * FROM new");

    private static final String CHANGES = """
            CREATE TEMP TABLE change AS
            SELECT CASE p.how WHEN 'same' THEN CASE WHEN n.size > o.size THEN 'grown' WHEN n.size < o.size THEN 'shrunk'
                        ELSE 'touched' END ELSE p.how END AS kind,
                n.type, n.directory, n.name, o.directory AS old_directory, o.name AS old_name, o.size AS old_size,
                n.size AS new_size, o.bytes AS old_bytes, n.bytes AS new_bytes, o.disk AS old_disk, n.disk AS new_disk,
                o.owner AS old_owner, n.owner AS new_owner, o.extension AS old_extension, n.extension AS new_extension,
                o.modified AS old_modified, n.modified AS new_modified
            FROM pair p JOIN old_counted o ON o.r = p.old_r JOIN new_counted n ON n.r = p.new_r
            WHERE p.how <> 'same' OR n.bytes <> o.bytes OR n.disk <> o.disk OR n.size <> o.size
                OR (o.allocated, o.modified, o.changed, o.uid, o.gid, o.mode)
                    IS DISTINCT FROM (n.allocated, n.modified, n.changed, n.uid, n.gid, n.mode)
            UNION ALL
            SELECT CASE WHEN directory IN (FROM hidden) THEN 'hidden' ELSE 'deleted' END, type, NULL, NULL, directory, name, size, NULL, bytes, 0, disk, 0, owner, NULL, extension,
                NULL, modified, NULL
            FROM old_counted o ANTI JOIN pair p ON o.r = p.old_r
            UNION ALL
            SELECT CASE WHEN directory IN (FROM revealed) THEN 'revealed' ELSE 'created' END, type, directory, name, NULL, NULL, NULL, size, 0, bytes, 0, disk, NULL, owner, NULL,
                extension, NULL, modified
            FROM new_counted n ANTI JOIN pair p ON n.r = p.new_r
            """;

    /// One row: entries, bytes and bytes on disk of each kind in the order of `Kinds`, then the
    /// rewritten entries.
    static final String KINDS = """
            SELECT count(*) FILTER (kind = 'created'), sum(new_bytes) FILTER (kind = 'created'),
                sum(new_disk) FILTER (kind = 'created'),
                count(*) FILTER (kind = 'deleted'), sum(old_bytes) FILTER (kind = 'deleted'),
                sum(old_disk) FILTER (kind = 'deleted'),
                count(*) FILTER (paired AND new_size > old_size),
                sum(new_bytes - old_bytes) FILTER (paired AND new_bytes > old_bytes),
                sum(new_disk - old_disk) FILTER (paired AND new_disk > old_disk),
                count(*) FILTER (paired AND new_size < old_size),
                sum(old_bytes - new_bytes) FILTER (paired AND new_bytes < old_bytes),
                sum(old_disk - new_disk) FILTER (paired AND new_disk < old_disk),
                count(*) FILTER (kind = 'moved'), sum(least(old_bytes, new_bytes)) FILTER (kind = 'moved'),
                sum(least(old_disk, new_disk)) FILTER (kind = 'moved'),
                count(*) FILTER (kind = 'replaced'), sum(new_bytes) FILTER (kind = 'replaced'),
                sum(new_disk) FILTER (kind = 'replaced'),
                count(*) FILTER (kind = 'touched'), 0, 0,
                count(*) FILTER (kind = 'hidden'), sum(old_bytes) FILTER (kind = 'hidden'),
                sum(old_disk) FILTER (kind = 'hidden'),
                count(*) FILTER (kind = 'revealed'), sum(new_bytes) FILTER (kind = 'revealed'),
                sum(new_disk) FILTER (kind = 'revealed'),
                count(*) FILTER (paired AND kind <> 'moved' AND (kind = 'replaced' OR new_size <> old_size
                    OR new_modified IS DISTINCT FROM old_modified))
            FROM (SELECT *, kind NOT IN ('created', 'deleted', 'hidden', 'revealed') AS paired FROM change)
            """;

    private DeltaSql() {}

    /// A row's number in its snapshot: the file's number above that of the row.
    ///
    /// @param lacking columns that one of the two snapshots does not have; nothing can be said about them
    static String view(String side, List<Path> files, Set<Column> lacking) {
        String without = lacking.stream()
                .sorted()
                .map(column -> "NULL::" + column.type() + " AS " + column.word())
                .collect(Collectors.joining(", "));
        return """
            CREATE TEMP VIEW entries_%s AS
            SELECT * %s, (substr(filename, -13, 5)::BIGINT << 40) | file_row_number AS r
            FROM read_parquet(%s, filename = true, file_row_number = true)
            """.formatted(side, without.isEmpty() ? "" : "REPLACE (" + without + ")", list(files));
    }

    /// Folders of one side.
    static String folders(String side, List<Path> files) {
        return "CREATE TEMP VIEW folders_%s AS SELECT path, parent, error FROM read_parquet(%s)"
                .formatted(side, list(files));
    }

    /// The folders of one side, with all below them, that the other side could not or should not look
    /// into. What
    /// neither has ever looked into has nothing to tell.
    ///
    /// @param table its name
    /// @param side whose folders they are
    static List<String> unseen(String table, String side, String other) {
        return List.of("""
            CREATE TEMP TABLE %1$s_top AS
            SELECT path FROM folders_%3$s WHERE error IS NOT NULL AND path NOT IN (
                SELECT path FROM folders_%2$s WHERE error IN ('mount-point', 'excluded'))
            """.formatted(table, side, other), """
            CREATE TEMP TABLE %1$s_tree AS
            SELECT path, parent FROM folders_%2$s WHERE EXISTS (FROM %1$s_top)
            """.formatted(table, side), """
            CREATE TEMP TABLE %1$s AS
            WITH RECURSIVE below AS (
                SELECT path FROM %1$s_tree SEMI JOIN %1$s_top USING (path)
                UNION SELECT t.path FROM %1$s_tree t JOIN below b ON t.parent = b.path)
            SELECT path FROM below
            """.formatted(table));
    }

    private static String list(List<Path> files) {
        return files.stream()
                .map(file -> LockedDatabase.quote(file.toString()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /// Whether an inode with several names is among what differs.
    static final String ANY_LINK =
            "SELECT EXISTS (SELECT 1 FROM old WHERE NOT counted) OR EXISTS (SELECT 1 FROM new WHERE NOT counted)";

    /// The steps that find what differs.
    static List<String> differences(boolean sameDevice) {
        String device = sameDevice ? "0" : "device";
        List<String> steps = new ArrayList<>();
        steps.add("""
            CREATE TEMP TABLE different AS
            SELECT a.r AS old_r, b.r AS new_r FROM (%s) a FULL JOIN (%s) b ON a.digest = b.digest
                AND a.inode IS NOT DISTINCT FROM b.inode
            WHERE a.r IS NULL OR b.r IS NULL
            """.formatted(DIGEST.formatted(device, "old"), DIGEST.formatted(device, "new")));
        steps.add(ROWS.formatted("old", device));
        steps.add(ROWS.formatted("new", device));
        return steps;
    }

    /// The steps from there to the table `change`.
    static List<String> changes(boolean anyLink) {
        List<String> steps = new ArrayList<>(PAIRS);
        steps.addAll(anyLink ? LINKS : NO_LINKS);
        steps.add(CHANGES);
        return steps;
    }

    /// Functions that the other statements use.
    ///
    /// @param nowMicros when the newer scan began
    static List<String> macros(String root, long nowMicros) {
        String below = LockedDatabase.quote(root.equals("/") ? "/" : root + "/");
        return List.of(
                "CREATE TEMP MACRO path(directory, name) AS"
                        + " CASE WHEN directory = '/' THEN '/' || name ELSE directory || '/' || name END",
                "CREATE TEMP MACRO folder(directory) AS CASE WHEN directory = " + LockedDatabase.quote(root)
                        + " THEN directory ELSE " + below + " || split_part(substr(directory, length(" + below
                        + ") + 1), '/', 1) END",
                "CREATE TEMP MACRO age(modified) AS CASE WHEN modified IS NULL THEN 'unknown' ELSE" + " age_of(("
                        + nowMicros + " - epoch_us(modified)) / 86400000000.0) END");
    }

    static final String AGE_OF = "CREATE TEMP MACRO age_of(days) AS CASE WHEN days < 0 THEN 'future' WHEN days < 1 THEN"
            + " 'day' WHEN days < 7 THEN 'week' WHEN days < 30 THEN 'month' WHEN days < 90 THEN 'quarter' WHEN days < 365"
            + " THEN 'year' ELSE 'older' END";

    /// Largest first.
    static String write(Path file) {
        return """
            COPY (SELECT row_number() OVER (ORDER BY weight DESC, path, kind) AS rank, * FROM (
                SELECT CASE kind WHEN 'created' THEN new_bytes WHEN 'deleted' THEN old_bytes
                        WHEN 'revealed' THEN new_bytes WHEN 'hidden' THEN old_bytes
                        WHEN 'moved' THEN greatest(old_bytes, new_bytes)
                        WHEN 'replaced' THEN greatest(old_bytes, new_bytes)
                        ELSE abs(new_bytes - old_bytes) END AS weight,
                    kind, type, path(coalesce(directory, old_directory), coalesce(name, old_name)) AS path,
                    CASE WHEN kind = 'moved' THEN path(old_directory, old_name) END AS previous_path,
                    old_size, new_size, new_bytes - old_bytes AS bytes, new_disk - old_disk AS disk,
                    coalesce(new_owner, old_owner) AS owner, coalesce(new_modified, old_modified) AS modified
                FROM change) ORDER BY rank)
            TO %s (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 10240)
            """.formatted(LockedDatabase.quote(file.toString()));
    }

    /// What leaves and what comes, so that a move is seen on both sides; then the largest parts of each
    /// way of dividing
    /// and all others together.
    ///
    /// @param most how many parts are named
    static String parts(int most) {
        return """
            WITH side AS (
                SELECT folder(old_directory) AS folder, coalesce(old_owner, '') AS owner,
                    coalesce(old_extension, '') AS extension, age(old_modified) AS age, -1 AS entries,
                    -old_bytes AS bytes, -old_disk AS disk FROM change
                WHERE kind NOT IN ('created', 'revealed')
                UNION ALL
                SELECT folder(directory), coalesce(new_owner, ''), coalesce(new_extension, ''), age(new_modified), 1,
                    new_bytes, new_disk FROM change WHERE kind NOT IN ('deleted', 'hidden')),
            part AS (
                SELECT CASE WHEN grouping(folder) = 0 THEN 'folder' WHEN grouping(owner) = 0 THEN 'owner'
                        WHEN grouping(extension) = 0 THEN 'extension' ELSE 'age' END AS division,
                    coalesce(folder, owner, extension, age) AS key, count(*) AS changes, sum(entries)::BIGINT AS entries,
                    sum(bytes)::BIGINT AS bytes, sum(disk)::BIGINT AS disk
                FROM side GROUP BY GROUPING SETS ((folder), (owner), (extension), (age))),
            ranked AS (
                SELECT *, row_number() OVER (PARTITION BY division ORDER BY abs(bytes) DESC, changes DESC, key) AS place
                FROM part)
            SELECT division, CASE WHEN place <= %1$d THEN key END AS key, sum(changes)::BIGINT, sum(entries)::BIGINT,
                sum(bytes)::BIGINT, sum(disk)::BIGINT
            FROM ranked GROUP BY division, least(place, %1$d + 1), CASE WHEN place <= %1$d THEN key END
            ORDER BY division, least(place, %1$d + 1)
            """.formatted(most);
    }

    private static String counted(String side) {
        return """
                CREATE TEMP VIEW %1$s_counted AS
                SELECT s.* REPLACE (
                    CASE WHEN l.%1$s_r IS NULL THEN bytes WHEN l.%1$s_r = s.r THEN g.all_bytes ELSE 0 END AS bytes,
                    CASE WHEN l.%1$s_r IS NULL THEN disk WHEN l.%1$s_r = s.r THEN g.all_disk ELSE 0 END AS disk)
                FROM %1$s s
                LEFT JOIN link l ON l.device = s.device AND l.inode = s.inode AND l.birth = s.birth
                LEFT JOIN (SELECT device, inode, birth, sum(bytes)::BIGINT AS all_bytes, sum(disk)::BIGINT AS all_disk
                    FROM %1$s SEMI JOIN link USING (device, inode, birth) GROUP BY ALL) g
                ON g.device = s.device AND g.inode = s.inode AND g.birth = s.birth
                """.formatted(side);
    }
}
