package io.tidemark.history.difference;

import io.tidemark.history.DailySnapshots;
import io.tidemark.history.snapshot.PartKind;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.Random;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/// Differences of random tables: whatever came, went, moved, changed, stands twice or in another order,
/// it is rebuilt row for row.
class DifferenceEngineTest {

    /// Of entry `i` of `n`; `v` is another number for each version of an entry.
    private static final String ROW = """
            SELECT '/data/' || (i %% 5) AS directory, 'näme ''\n' || (i - i %% %1$d) AS name,
                CASE WHEN i %% 11 = 0 THEN 'x\\xFF'::BLOB END AS raw_name, CASE WHEN i %% 3 = 0 THEN '' ELSE 'n' END AS extension,
                'file' AS type, CASE WHEN v %% 2 = 0 THEN 9223372036854775807 ELSE v END AS size,
                CASE WHEN v %% 5 = 0 THEN NULL ELSE v END AS allocated,
                make_timestamptz(v) AS modified, CASE WHEN v %% 3 <> 0 THEN make_timestamptz(-v) END AS accessed,
                (33000 + v %% 3)::INTEGER AS mode, i AS inode, v %% 4 = 0 AS counted, v AS "further 'one"
            FROM (SELECT i, (hash(i, CASE WHEN hash(i, %2$d) %% 10 < %3$d THEN %2$d ELSE 0 END) %% 1000000)::BIGINT AS v
                FROM range(%4$d, %5$d) t(i)) ORDER BY %6$s
            """;

    private final DifferenceEngine engine = new DifferenceEngine(2, "256MB", Duration.ofMinutes(1));

    @TempDir
    Path folder;

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("tidemark.seeds", 12));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rebuildsEveryRow(long seed) throws Exception {
        Random random = new Random(seed);
        Path base = write("base.parquet", rows(random));
        Path target = write("target.parquet", rows(random));

        Path rebuilt = rebuilt(base, target);

        assertThat(DailySnapshots.differingRows(target, rebuilt)).isZero();
        assertThat(engine.content(rebuilt)).isEqualTo(engine.content(target));
    }

    @Test
    void rebuildsATableOfNoRowsAndFromOne() throws Exception {
        Path none = write("none.parquet", ROW.formatted(1, 0, 0, 0, 0, "i"));
        Path some = write("some.parquet", ROW.formatted(1, 0, 0, 0, 100, "i"));

        assertThat(DailySnapshots.differingRows(none, rebuilt(some, none))).isZero();
        assertThat(DailySnapshots.differingRows(some, rebuilt(none, some))).isZero();
    }

    @Test
    void writesTheSameBytesEachTime() throws Exception {
        Path base = write("base.parquet", ROW.formatted(1, 0, 0, 0, 70_000, "i"));
        Path target = write("target.parquet", ROW.formatted(1, 1, 3, 100, 70_100, "i"));

        byte[] once = Files.readAllBytes(rebuilt(base, target));
        byte[] again = Files.readAllBytes(rebuilt(base, target));

        assertThat(again).isEqualTo(once);
    }

    @Test
    void keepsTheNumbersOfFields() throws Exception {
        Path base = write(
                "base.parquet",
                "SELECT '/a' AS directory, 'n' AS name, 1::BIGINT AS size",
                "{directory: 1, name: 2, size: 6}");
        Path target = write(
                "target.parquet",
                "SELECT '/a' AS directory, 'n' AS name, 2::BIGINT AS size",
                "{directory: 1, name: 2, size: 6}");

        Path rebuilt = rebuilt(base, target);

        assertThat(text("SELECT string_agg(name || field_id, ' ') FROM parquet_schema('" + rebuilt
                        + "') WHERE field_id IS NOT NULL"))
                .isEqualTo("directory1 name2 size6");
    }

    @Test
    void makesNothingOfTablesWithOtherColumns() throws Exception {
        Path base = write("base.parquet", "SELECT '/a' AS directory, 'n' AS name, 1::BIGINT AS size");
        Path wider = write("wider.parquet", "SELECT '/a' AS directory, 'n' AS name, 1::BIGINT AS size, true AS more");
        Path nested = write("nested.parquet", "SELECT '/a' AS directory, 'n' AS name, [1] AS list");
        Path difference = folder.resolve("difference");

        assertThat(engine.make(PartKind.ENTRIES, base, wider, difference)).isFalse();
        assertThat(engine.make(PartKind.ENTRIES, nested, nested, difference)).isFalse();
        assertThat(difference).doesNotExist();
    }

    @Test
    void tellsRowsApartThatDifferInOrderOrInNothingButNull() throws Exception {
        String one =
                "SELECT '/a' AS directory, name, size FROM (VALUES ('x', 1::BIGINT), ('y', NULL)) AS t(name, size)";

        String content = engine.content(write("one.parquet", one));

        assertThat(engine.content(write("other.parquet", one + " ORDER BY name DESC")))
                .isNotEqualTo(content);
        assertThat(engine.content(write("null.parquet", one.replace("NULL", "0"))))
                .isNotEqualTo(content);
        assertThat(engine.content(write("same.parquet", one + " ORDER BY name")))
                .isEqualTo(content);
    }

    private Path rebuilt(Path base, Path target) throws SQLException, IOException {
        Path work = Files.createTempDirectory(folder, "work");
        Path difference = work.resolve("difference");
        assertThat(engine.make(PartKind.ENTRIES, base, target, difference)).isTrue();
        Path rebuilt = work.resolve("rebuilt.parquet");
        engine.rebuild(base, difference, rebuilt);
        return rebuilt;
    }

    /// Names stand once or several times, versions of up to all entries are others, the order is by
    /// name or by chance.
    private static String rows(Random random) {
        int from = random.nextInt(200);
        return ROW.formatted(
                random.nextInt(4) == 0 ? 3 : 1,
                random.nextInt(5),
                random.nextInt(11),
                from,
                from + random.nextInt(3000),
                random.nextBoolean() ? "directory, name, i" : "hash(i, " + random.nextInt(3) + ")");
    }

    private Path write(String name, String rows) throws SQLException {
        return write(name, rows, "");
    }

    private Path write(String name, String rows, String fieldIds) throws SQLException {
        Path file = folder.resolve(name);
        String numbered = fieldIds.isEmpty() ? "" : ", FIELD_IDS " + fieldIds;
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + rows + ") TO '" + file + "' (FORMAT parquet" + numbered + ")");
        }
        return file;
    }

    private static String text(String query) throws SQLException {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
