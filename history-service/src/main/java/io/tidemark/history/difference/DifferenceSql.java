package io.tidemark.history.difference;

import io.tidemark.history.difference.Columns.Column;
import io.tidemark.history.snapshot.LockedDatabase;
import io.tidemark.history.snapshot.PartKind;

import java.nio.file.Path;
import java.util.List;

/// The statements that make and use a difference: a Parquet file of three kinds of rows. `_what` 0 says
/// that `_rows` rows of the base from number `_base_row` on stand in the target from number `_row` on;
/// what no such row names is gone. 1 is a row of the target that the base has not. 2 has the values in
/// which row `_row` of the target differs from the base's; `_changed` has a bit for each such column.
record DifferenceSql(Columns columns) {

    private static final String RUNS = """
            CREATE TABLE runs AS SELECT min(_row) AS _row, min(_base_row) AS _base_row, count(*) AS _rows FROM (
                SELECT _row, _base_row, sum(step) OVER (ORDER BY _row) AS run FROM (
                    SELECT _row, _base_row, CASE WHEN _base_row = 1 + lag(_base_row) OVER w
                        AND _row = 1 + lag(_row) OVER w THEN 0 ELSE 1 END AS step
                    FROM pairs WINDOW w AS (ORDER BY _row)))
            GROUP BY run
            """;

    /// A name that stands twice in one of the two belongs to no pair.
    private static final String UNIQUE = """
            DELETE FROM pairs WHERE
                _row IN (SELECT _row FROM pairs GROUP BY _row HAVING count(*) > 1)
                OR _base_row IN (SELECT _base_row FROM pairs GROUP BY _base_row HAVING count(*) > 1)
            """;

    private static final String PLACES = """
            CREATE TABLE places AS SELECT _base_row + i AS _base_row, _row + i AS _row FROM (
                SELECT _row, _base_row, unnest(range(_rows)) AS i FROM difference WHERE _what = 0)
            """;

    private static final String ROW_GROUPS = "ROW_GROUP_SIZE 61440";

    /// Files of many rows are read by a prefix of the path: rows of one folder share a row group.
    private static final String FORM = " (FORMAT parquet, PARQUET_VERSION V2, COMPRESSION zstd, ";

    List<String> make(PartKind kind, Path base, Path target, Path difference) {
        return List.of(
                "CREATE VIEW base AS " + numbered("_base_row", base),
                "CREATE VIEW target AS " + numbered("_row", target),
                "CREATE TABLE pairs AS SELECT t._row, b._base_row, " + columns.eachWithBit(" + ", DifferenceSql::mask)
                        + " AS _changed FROM base b JOIN target t ON " + samePlace(kind),
                UNIQUE,
                RUNS,
                "COPY (SELECT * FROM (" + runs() + " UNION ALL " + added() + " UNION ALL " + changed()
                        + ") ORDER BY _what, _row) TO " + quoted(difference) + FORM + "COMPRESSION_LEVEL 12)");
    }

    List<String> rebuild(Path base, Path difference, Path target) {
        return List.of(
                "CREATE VIEW base AS " + numbered("_base_row", base),
                "CREATE TABLE difference AS FROM read_parquet(" + quoted(difference) + ", hive_partitioning = false)",
                PLACES,
                "COPY (SELECT * EXCLUDE _row FROM (SELECT places._row, "
                        + columns.eachWithBit(", ", DifferenceSql::newer)
                        + " FROM base b JOIN places ON b._base_row = places._base_row"
                        + " LEFT JOIN (FROM difference WHERE _what = 2) c ON c._row = places._row"
                        + " UNION ALL SELECT _row, " + columns.each(", ", Column::quoted)
                        + " FROM difference WHERE _what = 1) ORDER BY _row) TO " + quoted(target) + FORM + ROW_GROUPS
                        + columns.fieldIds() + ")");
    }

    String content(Path file) {
        return "SELECT count(*) || ':' || coalesce(bit_xor(md5_number(concat(file_row_number, "
                + columns.each(
                        ", ",
                        column -> "chr(0), CASE WHEN " + column.quoted() + " IS NULL THEN 'n' ELSE 'v' END, "
                                + column.text())
                + "))), 0) FROM read_parquet(" + quoted(file) + ", file_row_number = true, hive_partitioning = false)";
    }

    private static String samePlace(PartKind kind) {
        return switch (kind) {
            case ENTRIES -> "b.directory = t.directory AND b.name = t.name";
            case DIRECTORIES -> "b.path = t.path";
        };
    }

    private String runs() {
        return "SELECT 0 AS _what, _row, _base_row, _rows, NULL::BIGINT AS _changed, "
                + columns.each(", ", column -> "NULL::" + column.type() + " AS " + column.quoted()) + " FROM runs";
    }

    private String added() {
        return "SELECT 1, t._row, NULL, NULL, NULL, " + columns.each(", ", column -> "t." + column.quoted())
                + " FROM target t ANTI JOIN pairs p ON t._row = p._row";
    }

    private String changed() {
        return "SELECT 2, t._row, NULL, NULL, _changed, "
                + columns.eachWithBit(
                        ", ",
                        (column, bit) -> "CASE WHEN _changed & " + bit + " <> 0 THEN t." + column.quoted() + " END")
                + " FROM target t JOIN (FROM pairs WHERE _changed <> 0) p ON t._row = p._row";
    }

    private static String mask(Column column, long bit) {
        return "CASE WHEN b." + column.quoted() + " IS DISTINCT FROM t." + column.quoted() + " THEN " + bit
                + "::BIGINT ELSE 0 END";
    }

    private static String newer(Column column, long bit) {
        return "CASE WHEN c._changed & " + bit + " <> 0 THEN c." + column.quoted() + " ELSE b." + column.quoted()
                + " END AS " + column.quoted();
    }

    private static String numbered(String number, Path file) {
        return "SELECT file_row_number AS " + number + ", * EXCLUDE file_row_number FROM read_parquet(" + quoted(file)
                + ", file_row_number = true, hive_partitioning = false)";
    }

    private static String quoted(Path file) {
        return LockedDatabase.quote(file.toString());
    }
}
