package io.tidemark.scan.parquet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TableTest {

    private static final String ALL =
            "SELECT n, folder, name, owner, raw, size, mode, epoch_us(\"at\"), flag FROM 'DIR/rows-*.parquet'";
    private static final long LARGE = 1L << 30;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1,1,1", "2,7,3", "3,127,1", "4,128,50", "5,129,5000", "6,2047,2", "7,5000,40", "8,20000,1000000"})
    void isReadBackValueForValue(long seed, int count, int spread) throws Exception {
        RandomTable table = new RandomTable(seed, count, spread);

        table.write(folder, 1 << 20, LARGE);

        assertThat(rows(ALL))
                .isEqualTo(table.rows.stream().map(RandomTable.Row::values).toList());
    }

    @ParameterizedTest
    @CsvSource({"11,1,50", "12,100,3", "13,1000,5000"})
    void isReadBackFromManyRowGroups(long seed, int rowGroupRows, int spread) throws Exception {
        RandomTable table = new RandomTable(seed, 3333, spread);

        table.write(folder, rowGroupRows, LARGE);

        assertThat(rows(ALL))
                .isEqualTo(table.rows.stream().map(RandomTable.Row::values).toList());
        assertThat(texts("SELECT count(DISTINCT row_group_id) FROM parquet_metadata('DIR/rows-00000.parquet')"))
                .containsExactly(Integer.toString((3333 + rowGroupRows - 1) / rowGroupRows));
    }

    @Test
    void leavesNumbersThatComeInRunsToZstd() throws Exception {
        List<Column> columns = List.of(Column.of("n", ColumnType.LONG), Column.of("mode", ColumnType.INT));
        NumberBuffer n = new NumberBuffer(columns.getFirst());
        NumberBuffer mode = new NumberBuffer(columns.getLast());
        Random random = new Random(7);
        List<List<Object>> expected = new ArrayList<>();
        for (int run = 0; run < 200; run++) {
            long number = random.nextLong();
            int code = random.nextInt();
            for (int i = 0; i < 50; i++) {
                n.add(number);
                mode.add(code);
                expected.add(List.of(Long.toString(number), Integer.toString(code)));
            }
        }

        try (Table table = Table.create(folder, "rows", columns, LARGE);
                RowGroup rows = new RowGroup(table, List.of(n, mode), 1 << 20)) {
            rows.flush();
            table.finish();
        }

        assertThat(texts("SELECT encodings FROM parquet_metadata('DIR/rows-00000.parquet')"))
                .allMatch(encodings -> encodings.contains("PLAIN"));
        assertThat(rows("SELECT n, mode FROM 'DIR/rows-00000.parquet'")).isEqualTo(expected);
        assertThat(Files.size(folder.resolve("rows-00000.parquet"))).isLessThan(200 * 30);
    }

    @Test
    void hasTheTypesThatTheContractNames() throws Exception {
        new RandomTable(1, 10, 10).write(folder, 100, LARGE);

        assertThat(texts("SELECT column_name || ' ' || column_type FROM (DESCRIBE FROM 'DIR/rows-00000.parquet')"))
                .containsExactly(
                        "n BIGINT",
                        "folder VARCHAR",
                        "name VARCHAR",
                        "owner VARCHAR",
                        "raw BLOB",
                        "size BIGINT",
                        "mode INTEGER",
                        "at TIMESTAMP WITH TIME ZONE",
                        "flag BOOLEAN");
        assertThat(texts("SELECT field_id FROM parquet_schema('DIR/rows-00000.parquet') WHERE type IS NOT NULL"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void tellsTheLeastTheGreatestAndTheNullsOfEachRowGroup() throws Exception {
        RandomTable table = new RandomTable(21, 2000, 300);

        table.write(folder, 2000, LARGE);

        List<Long> times = table.rows.stream()
                .map(RandomTable.Row::at)
                .filter(Objects::nonNull)
                .toList();
        assertThat(
                        rows(
                                "SELECT stats_min_value, stats_max_value, stats_null_count FROM "
                                        + "parquet_metadata('DIR/rows-00000.parquet') WHERE path_in_schema IN ('n', 'size', 'mode', 'at')"))
                .containsExactly(
                        List.of("0", "1999", "0"),
                        range(table.rows.stream().map(RandomTable.Row::size).toList(), 0),
                        range(table.rows.stream().map(r -> (long) r.mode()).toList(), 0),
                        rows("SELECT make_timestamptz(%d)::VARCHAR, make_timestamptz(%d)::VARCHAR, '%d'"
                                        .formatted(
                                                times.stream()
                                                        .min(Comparator.naturalOrder())
                                                        .orElseThrow(),
                                                times.stream()
                                                        .max(Comparator.naturalOrder())
                                                        .orElseThrow(),
                                                2000 - times.size()))
                                .getFirst());
    }

    private static List<Object> range(List<Long> values, int nulls) {
        return List.of(
                values.stream().min(Comparator.naturalOrder()).orElseThrow().toString(),
                values.stream().max(Comparator.naturalOrder()).orElseThrow().toString(),
                Integer.toString(nulls));
    }

    @Test
    void filtersFindWhatIsThere() throws Exception {
        RandomTable table = new RandomTable(31, 4000, 500);

        table.write(folder, 100, LARGE);

        for (int i = 0; i < table.rows.size(); i += 97) {
            RandomTable.Row row = table.rows.get(i);
            for (String filter : List.of(
                    "folder = " + quoted(row.folder()),
                    "name = " + quoted(row.name()),
                    "name >= " + quoted(row.name()) + " AND name <= " + quoted(row.name()),
                    "owner IS NOT DISTINCT FROM " + (row.owner() == null ? "NULL" : quoted(row.owner())),
                    "size = CAST('" + row.size() + "' AS BIGINT)",
                    "mode = " + row.mode(),
                    row.at() == null ? "\"at\" IS NULL" : "\"at\" = make_timestamptz(" + row.at() + ")",
                    "flag = " + row.flag())) {
                assertThat(texts("SELECT count(*) FROM 'DIR/rows-*.parquet' WHERE n = " + i + " AND " + filter))
                        .as(filter)
                        .containsExactly("1");
            }
        }
    }

    @Test
    void answersTheGreatestTextThoughOnlyItsStartIsInTheStatistics() throws Exception {
        List<RandomTable.Row> rows = new ArrayList<>();
        for (String end : List.of("a", "c", "b")) {
            rows.add(new RandomTable.Row(
                    rows.size(), "/" + "ä".repeat(300) + end, "x".repeat(1000) + end, null, null, 0, 0, null, true));
        }

        try (Table table = Table.create(folder, "rows", RandomTable.COLUMNS, LARGE)) {
            RandomTable.fill(table, 100, rows);
            table.finish();
        }

        assertThat(texts("SELECT max(name) || max(folder) FROM 'DIR/rows-*.parquet'"))
                .containsExactly("x".repeat(1000) + "c" + "/" + "ä".repeat(300) + "c");
        assertThat(texts("SELECT n FROM 'DIR/rows-*.parquet' WHERE name > '" + "x".repeat(1000) + "b'"))
                .containsExactly("1");
    }

    @Test
    void isAFileAlsoWithoutRows() throws Exception {
        List<Table.Part> parts = new RandomTable(1, 0, 1).write(folder, 100, LARGE);

        assertThat(parts).containsExactly(new Table.Part(folder.resolve("rows-00000.parquet"), 0));
        assertThat(texts("SELECT count(*) FROM 'DIR/rows-*.parquet'")).containsExactly("0");
    }

    @Test
    void goesOnInAnotherFileWhereOneWouldGrowTooLarge() throws Exception {
        RandomTable table = new RandomTable(41, 5000, 1000);

        List<Table.Part> parts = table.write(folder, 500, 100_000);

        assertThat(parts).hasSizeGreaterThan(2);
        assertThat(parts.get(1).path()).isEqualTo(folder.resolve("rows-00001.parquet"));
        assertThat(parts.stream().mapToLong(Table.Part::rows).sum()).isEqualTo(5000);
        for (Table.Part part : parts.subList(0, parts.size() - 1)) {
            assertThat(Files.size(part.path())).isLessThan(100_000 + 10_000);
        }
        assertThat(rows(ALL + " ORDER BY n"))
                .isEqualTo(table.rows.stream().map(RandomTable.Row::values).toList());
    }

    @Test
    void takesRowGroupsFromSeveralThreads() throws Exception {
        RandomTable table = new RandomTable(51, 8000, 100);
        try (ExecutorService threads = Executors.newFixedThreadPool(4);
                Table written = Table.create(folder, "rows", RandomTable.COLUMNS, 60_000)) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int from = 0; from < 8000; from += 2000) {
                List<RandomTable.Row> own = table.rows.subList(from, from + 2000);
                work.add(() -> {
                    RandomTable.fill(written, 150, own);
                    return null;
                });
            }

            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
            written.finish();
        }

        assertThat(rows(ALL + " ORDER BY n"))
                .isEqualTo(table.rows.stream().map(RandomTable.Row::values).toList());
    }

    @Test
    void endsARowGroupEarlyWhereItsTextIsLong() throws Exception {
        List<RandomTable.Row> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            rows.add(new RandomTable.Row(i, "/" + i + "/d".repeat(20_000), "n" + i, null, null, 0, 0, null, true));
        }

        try (Table table = Table.create(folder, "rows", RandomTable.COLUMNS, LARGE)) {
            RandomTable.fill(table, 1 << 20, rows);
            table.finish();
        }

        assertThat(texts("SELECT max(row_group_bytes) < 10000000 AND count(DISTINCT row_group_id) = 5 "
                        + "FROM parquet_metadata('DIR/rows-00000.parquet')"))
                .containsExactly("true");
        assertThat(texts("SELECT sum(length(folder)) = 1000 * 40001 + 2890 FROM 'DIR/rows-*.parquet'"))
                .containsExactly("true");
    }

    @Test
    void refusesToOverwriteAFile() throws Exception {
        Files.writeString(folder.resolve("rows-00000.parquet"), "in the way");

        assertThatThrownBy(() -> Table.create(folder, "rows", RandomTable.COLUMNS, LARGE))
                .isInstanceOf(IOException.class);
    }

    @Test
    void refusesNullWhereThereMustBeAValue() {
        NumberBuffer column = new NumberBuffer(Column.of("size", ColumnType.LONG));

        assertThatThrownBy(column::addNull)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("size must have a value");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private List<List<Object>> rows(String sql) throws Exception {
        return DuckDb.rows(sql.replace("DIR", folder.toString()));
    }

    private List<String> texts(String sql) throws Exception {
        return DuckDb.texts(sql.replace("DIR", folder.toString()));
    }
}
