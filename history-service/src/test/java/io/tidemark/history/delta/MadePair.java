package io.tidemark.history.delta;

import org.duckdb.DuckDBDriver;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/// Two snapshots of one root in the format's layout, of whose entries a share differs, a seventh in each
/// way: created,
/// deleted, grown, shrunk, touched, moved, replaced.
public final class MadePair {

    private static final String ROW = """
            SELECT '/data/a' || lpad((i // 50000)::VARCHAR, 3, '0') || '/project-' || lpad((i // 500 %% 100)::VARCHAR, 2, '0')
                    || '/d' || lpad((i // 50 %% 10)::VARCHAR, 2, '0') AS directory,
                CASE way WHEN 'moved' THEN 'moved-' ELSE 'file-' END || lpad((i %% 50)::VARCHAR, 2, '0') || '-' || h(i, 2)
                    || '.' || extension AS name, NULL::BLOB AS raw_name, extension, 'file' AS type,
                bytes + CASE way WHEN 'grown' THEN 5000 WHEN 'shrunk' THEN -bytes // 2 ELSE 0 END AS size,
                (bytes + 4095) // 4096 * 4096 AS allocated,
                make_timestamptz(1700000000000000 + h(i, 6) * 40000000 + h(i, 7)
                    + CASE WHEN way IN ('grown', 'shrunk', 'touched') THEN 90000000000 ELSE 0 END) AS modified,
                make_timestamptz(1700000000000000 + h(i, 8) * 40000000 + h(i, 7)) AS accessed,
                make_timestamptz(1700000000000000 + h(i, 6) * 40000000 + h(i, 7)
                    + CASE WHEN way IN ('grown', 'shrunk', 'touched', 'moved') THEN 90000000000 ELSE 5 END) AS changed,
                make_timestamptz(1690000000000000 + i * 1000 + h(i, 9) %% 1000) AS created,
                (1000 + h(i // 500, 10) %% 20)::BIGINT AS uid, 100::BIGINT AS gid,
                'user' || (h(i // 500, 10) %% 20) AS owner, 'users' AS group_name, 33188::INTEGER AS mode,
                (i + CASE way WHEN 'replaced' THEN 1000000000 ELSE 12 END)::BIGINT AS inode, 2049::BIGINT AS device,
                1::BIGINT AS links, true AS counted
            FROM (SELECT i, %s AS way, h(i, 4) * (1 + h(i, 5) %% 7) AS bytes,
                    (['txt', 'log', 'csv', 'jpg', 'dat'])[1 + h(i, 3) %% 5] AS extension
                FROM base WHERE way <> '%s')
            """;

    private final Path folder;

    public MadePair(Path folder) {
        this.folder = folder;
    }

    public Path old() {
        return folder.resolve("old/entries-00000.parquet");
    }

    public Path young() {
        return folder.resolve("new/entries-00000.parquet");
    }

    public void write(long entries, double share) throws SQLException {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            statement.execute("SET memory_limit = '4GiB'");
            statement.execute("CREATE MACRO h(i, k) AS (hash(i, k) % 1000000)::BIGINT");
            statement.execute("CREATE TABLE base AS SELECT i, coalesce((['created', 'deleted', 'grown', 'shrunk',"
                    + " 'touched', 'moved', 'replaced'])[1 + floor(h(i, 1) / 1000000.0 / " + share
                    + " * 7)::BIGINT], 'same') AS way FROM range(" + entries + ") t(i)");
            write(statement, ROW.formatted("'same'", "created"), old());
            write(statement, ROW.formatted("way", "deleted"), young());
            for (Path side : new Path[] {old(), young()}) {
                statement.execute("COPY (SELECT '/data' AS path, NULL::VARCHAR AS parent, NULL::VARCHAR AS error) TO '"
                        + side.resolveSibling("directories-00000.parquet") + "' (FORMAT parquet)");
            }
        }
    }

    private static void write(Statement statement, String rows, Path file) throws SQLException {
        statement.execute("COPY (" + rows + ") TO '" + file
                + "' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440, PARQUET_VERSION V2)");
    }
}
