package io.tidemark.analytics.engine;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The roll-ups of all directories of a snapshot by level and path, so that a folder and all folders in it stand
/// together each.
public final class FoldersByPath implements Keyed {
    private static final Sql ROLLUPS = Sql.of("""
            SELECT lpad(CAST(CASE WHEN path = '/' THEN 0 ELSE length(path) - length(replace(path, '/', '')) END AS VARCHAR), 5, '0')
                || path AS key, files, directories, size, allocated, total_files, total_directories, total_size, total_allocated,
              epoch_us(newest_modified) AS newest_modified, epoch_us(newest_accessed) AS newest_accessed,
              epoch_us(modified) AS modified, coalesce(owner, CAST(uid AS VARCHAR)) AS owner, error,\s""");
    private static final Query QUERY = Query.of(ROLLUPS.plus("""
            largest FROM all_directories
            LEFT JOIN (SELECT directory, max(size) AS largest FROM all_entries GROUP BY directory) ON directory = path
            ORDER BY key"""));
    private static final Query ALONE =
            Query.of(ROLLUPS.plus("CAST(NULL AS BIGINT) AS largest FROM all_directories ORDER BY key"));

    private static final List<Column> COLUMNS = Stream.concat(
                    Stream.of(
                                    "files",
                                    "directories",
                                    "size",
                                    "allocated",
                                    "total_files",
                                    "total_directories",
                                    "total_size",
                                    "total_allocated",
                                    "newest_modified",
                                    "newest_accessed",
                                    "modified",
                                    "largest")
                            .map(name -> new Column(name, Column.Type.NUMBER)),
                    Stream.of("owner", "error").map(name -> new Column(name, Column.Type.TEXT)))
            .toList();

    /// There is nothing to choose.
    public static final FoldersByPath FOLDERS = new FoldersByPath();

    private FoldersByPath() {}

    @Override
    public String name() {
        return "foldersbypath";
    }

    @Override
    public Query query() {
        return QUERY;
    }

    @Override
    public Query ofFoldersAlone() {
        return ALONE;
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    /// How many steps a path has from the root of the file system.
    public static int level(String path) {
        return path.equals("/") ? 0 : (int) path.chars().filter(c -> c == '/').count();
    }

    /// The path of the folder in a row.
    public static String path(Row row) {
        return row.text("key").substring(5);
    }

    static String key(String path) {
        return key(level(path), path);
    }

    /// What the keys of all folders directly in a folder begin with.
    static String keyOfChildren(String path) {
        return key(level(path) + 1, path.equals("/") ? "/" : path + "/");
    }

    private static String key(int level, String text) {
        return String.format(Locale.ROOT, "%05d", level) + text;
    }
}
