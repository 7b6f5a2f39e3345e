package io.tidemark.history;

import org.duckdb.DuckDBDriver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/// Snapshots of one folder from day to day: of its entries about one in a hundred is another size each
/// day, one in a thousand is new and one gone. They are large enough to be kept as differences.
public final class DailySnapshots {

    private static final int ENTRIES = 4000;

    private DailySnapshots() {}

    /// The one of day `day` of January 2026, in a new folder below `folder`.
    public static SampleSnapshot of(Path folder, String server, int day) throws IOException {
        SampleSnapshot snapshot = SampleSnapshot.in(Files.createDirectory(folder.resolve(server + "-" + day)), server);
        String at = "2026-01-%02dT12:00:00Z".formatted(day);
        snapshot.manifest().put("startedAt", at).put("finishedAt", at);
        String rows = "SELECT * REPLACE (size::BIGINT AS size) FROM (" + rows(day) + ")";
        snapshot.writeEntries(rows, ENTRIES);
        snapshot.counts()
                .put("entries", ENTRIES)
                .put("files", ENTRIES)
                .put("symlinks", 0)
                .put("others", 0)
                .put("sizeBytes", number("SELECT sum(size)::BIGINT FROM (" + rows + ")"))
                .put("allocatedBytes", 4096L * ENTRIES);
        return snapshot;
    }

    /// How many rows of two Parquet files differ, compared one by one in their order.
    public static long differingRows(Path one, Path other) {
        return number("""
                SELECT count(*) FROM (SELECT file_row_number AS n, a FROM read_parquet('%s', file_row_number = true, hive_partitioning = false) a) x
                FULL JOIN (SELECT file_row_number AS n, b FROM read_parquet('%s', file_row_number = true, hive_partitioning = false) b) y
                    ON x.n = y.n
                WHERE a IS DISTINCT FROM b
                """.formatted(one, other));
    }

    private static long number(String query) {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String rows(int day) {
        return """
            SELECT '/data/' || (i %% 7) AS directory, md5(i::VARCHAR) || '.txt' AS name, NULL::BLOB AS raw_name,
                'txt' AS extension, 'file' AS type,
                1000 + hash(i) %% 1000 + (SELECT count(*) FROM range(%1$d) d(day) WHERE hash(i, day) %% 100 = 0) AS size,
                4096::BIGINT AS allocated, make_timestamptz(1700000000000000 + (hash(i, 1) %% 1000000000000)::BIGINT) AS modified,
                NULL::TIMESTAMPTZ AS accessed, TIMESTAMPTZ '2026-01-02 03:04:05Z' AS changed,
                NULL::TIMESTAMPTZ AS created, 0::BIGINT AS uid, 0::BIGINT AS gid, 'root' AS owner,
                'root' AS group_name, 33188::INTEGER AS mode, i::BIGINT AS inode, 1::BIGINT AS device,
                1::BIGINT AS links, true AS counted
            FROM range(%1$d * 4, %2$d + %1$d * 4) t(i) ORDER BY directory, name
            """.formatted(day, ENTRIES);
    }
}
