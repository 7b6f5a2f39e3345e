package io.tidemark.analytics.engine;

import io.tidemark.analytics.source.Lens;

import java.util.List;

/// What of a snapshot a lens shows, in SQL.
final class ViewSql {
    /// What was seen of the view's folders could not be read, or not wholly.
    static final Query COUNTS = Query.of("""
            SELECT (SELECT count(*) FROM all_entries) AS entries, count(*) AS directories,
              count(*) FILTER (error NOT IN ('mount-point', 'excluded')) AS errors FROM all_directories""");

    /// The same where there are folders alone.
    static final Query COUNTS_OF_FOLDERS_ALONE = Query.of("""
            SELECT CAST(coalesce(sum(files), 0) AS BIGINT) AS entries, count(*) AS directories,
              count(*) FILTER (error NOT IN ('mount-point', 'excluded')) AS errors FROM all_directories""");

    private static final Sql ENTRIES = Sql.of("""
            SELECT * EXCLUDE (filename, counted),
              CASE WHEN links > 1 THEN row_number() OVER (PARTITION BY device, inode ORDER BY counted DESC, directory, name) = 1
                ELSE counted END AS counted
            FROM all_entries WHERE\s""");
    private static final Sql OWN = Sql.of("SELECT * FROM (WITH own AS (SELECT *, ");
    /// The folders that are shown, and, bare, those on the way to what is shown. All sums are of what is
    /// shown alone.
    private static final Sql SEEN = Sql.of(" AS seen FROM all_directories), direct AS (");
    private static final Sql DIRECT = Sql.of("""
              SELECT directory AS path, count(*) AS files, CAST(coalesce(sum(size) FILTER (counted), 0) AS BIGINT) AS size,
                CAST(coalesce(sum(allocated) FILTER (counted), 0) AS BIGINT) AS allocated, max(modified) AS newest_modified,
                max(accessed) AS newest_accessed
              FROM all_entries GROUP BY directory""");
    /// What stands directly in a folder that is shown is shown too; when it was used last only the whole
    /// folder tells.
    private static final Sql DIRECT_OF_FOLDERS_ALONE = Sql.of("""
              SELECT path, files, size, allocated, CAST(NULL AS TIMESTAMPTZ) AS newest_modified,
                CAST(NULL AS TIMESTAMPTZ) AS newest_accessed
              FROM own WHERE seen AND files > 0""");
    private static final Sql ROLLED = Sql.of("""
            ), ways AS (
              SELECT below, unnest(CASE WHEN below = '/' THEN ['/'] ELSE list_transform(range(1, len(steps) + 1),
                lambda n: CASE WHEN n = 1 THEN '/' ELSE array_to_string(steps[1:n], '/') END) END) AS path
              FROM (SELECT below, string_split(below, '/') AS steps
                FROM (SELECT path AS below FROM own WHERE seen UNION SELECT path FROM direct))
            ), kept AS (
              SELECT * FROM own SEMI JOIN ways USING (path)
            ), totals AS (
              SELECT w.path, CAST(sum(files) AS BIGINT) AS files, CAST(sum(size) AS BIGINT) AS size,
                CAST(sum(allocated) AS BIGINT) AS allocated, max(newest_modified) AS newest_modified,
                max(newest_accessed) AS newest_accessed
              FROM ways w JOIN direct d ON d.path = w.below GROUP BY w.path
            ), folders_below AS (
              SELECT w.path, count(*) AS folders FROM (
                SELECT k.path AS below, unnest(CASE WHEN k.path = '/' THEN ['/'] ELSE list_transform(
                  range(1, len(string_split(k.path, '/')) + 1), lambda n: CASE WHEN n = 1 THEN '/'
                    ELSE array_to_string(string_split(k.path, '/')[1:n], '/') END) END) AS path FROM kept k
              ) w WHERE w.path <> w.below GROUP BY w.path
            ), folders_inside AS (SELECT parent AS path, count(*) AS folders FROM kept WHERE parent IS NOT NULL GROUP BY parent)
            SELECT k.path, k.parent, k.depth, coalesce(d.files, 0) AS files, coalesce(i.folders, 0) AS directories,
              coalesce(d.size, 0) AS size, coalesce(d.allocated, 0) AS allocated, coalesce(t.files, 0) AS total_files,
              coalesce(b.folders, 0) AS total_directories, coalesce(t.size, 0) AS total_size,
              coalesce(t.allocated, 0) AS total_allocated, t.newest_modified, t.newest_accessed,
              CASE WHEN seen THEN modified END AS modified, CASE WHEN seen THEN uid END AS uid,
              CASE WHEN seen THEN gid END AS gid, CASE WHEN seen THEN owner END AS owner,
              CASE WHEN seen THEN group_name END AS group_name, CASE WHEN seen THEN mode END AS mode,
              CASE WHEN seen THEN inode END AS inode, CASE WHEN seen THEN device END AS device,
              CASE WHEN seen THEN error END AS error, CASE WHEN seen THEN own_size ELSE 0 END AS own_size,
              CASE WHEN seen THEN own_allocated ELSE 0 END AS own_allocated
            FROM kept k LEFT JOIN direct d ON d.path = k.path LEFT JOIN totals t ON t.path = k.path
              LEFT JOIN folders_below b ON b.path = k.path LEFT JOIN folders_inside i ON i.path = k.path ORDER BY k.path)""");

    private ViewSql() {}

    /// Each inode counts once among what is shown.
    static Query entries(Lens lens) {
        return Query.of(ENTRIES.plus(shown(lens, Sql.of("directory"))).plus(" ORDER BY directory, name"));
    }

    /// From the folders of the whole and the entries of the view.
    static Query directories(Lens lens) {
        return directories(lens, DIRECT);
    }

    /// From the folders alone.
    static Query ofFoldersAlone(Lens lens) {
        return directories(lens, DIRECT_OF_FOLDERS_ALONE);
    }

    private static Query directories(Lens lens, Sql direct) {
        return Query.of(
                OWN.plus(shown(lens, Sql.of("path"))).plus(SEEN).plus(direct).plus(ROLLED));
    }

    private static Sql shown(Lens lens, Sql path) {
        return Sql.of("(")
                .plus(any(lens.allowed(), path))
                .plus(" AND NOT ")
                .plus(any(lens.denied(), path))
                .plus(")");
    }

    private static Sql any(List<Lens.Rule> rules, Sql path) {
        return rules.isEmpty()
                ? Sql.of("false")
                : Sql.of("(")
                        .plus(Sql.join(
                                " OR ",
                                rules.stream().map(rule -> one(rule, path)).toList()))
                        .plus(")");
    }

    private static Sql one(Lens.Rule rule, Sql path) {
        String folder = rule.folder();
        Sql within = folder.equals("/")
                ? Sql.of("(true")
                : Sql.of("((")
                        .plus(path)
                        .plus(" = ? OR starts_with(", folder)
                        .plus(path)
                        .plus(", ?))", folder + "/");
        String owner = rule.owner();
        return owner == null ? within.plus(")") : within.plus(" AND coalesce(owner, CAST(uid AS VARCHAR)) = ?)", owner);
    }
}
