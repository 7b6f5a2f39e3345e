package io.tidemark.history.difference;

import io.tidemark.history.snapshot.LockedDatabase;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The columns of a Parquet file, in order.
record Columns(List<Column> all) {

    /// One bit for each says whether it changed.
    private static final int MOST = 60;

    private static final Set<String> TYPES =
            Set.of("VARCHAR", "BLOB", "BIGINT", "INTEGER", "BOOLEAN", "TIMESTAMP WITH TIME ZONE");

    /// @param fieldId -1 for none
    record Column(String name, String type, int fieldId) {

        String quoted() {
            return "\"" + name.replace("\"", "\"\"") + "\"";
        }

        /// A text for each value, the same whatever wrote and reads it.
        String text() {
            return switch (type) {
                case "BLOB" -> "hex(" + quoted() + ")";
                case "TIMESTAMP WITH TIME ZONE" -> "epoch_us(" + quoted() + ")";
                default -> quoted();
            };
        }
    }

    static Columns of(LockedDatabase database, Path file) throws SQLException {
        return new Columns(database.list(
                schema(LockedDatabase.quote(file.toString())),
                row -> new Column(row.getString(1), row.getString(2), row.getInt(3))));
    }

    /// Those that both files have, or nothing where there is one that no difference can be made of.
    static Optional<Columns> common(LockedDatabase database, Path one, Path other) throws SQLException {
        Columns columns = of(database, one);
        return columns.equals(of(database, other)) && columns.isKnown() ? Optional.of(columns) : Optional.empty();
    }

    private boolean isKnown() {
        return all.size() <= MOST
                && all.stream().map(Column::name).distinct().count() == all.size()
                && all.stream()
                        .allMatch(column ->
                                TYPES.contains(column.type()) && !column.name().startsWith("_"));
    }

    /// Each column in a text of its own.
    String each(String separator, Function<Column, String> text) {
        return all.stream().map(text).collect(Collectors.joining(separator));
    }

    /// The same with the bit of each column.
    String eachWithBit(String separator, WithBit text) {
        return IntStream.range(0, all.size())
                .mapToObj(i -> text.of(all.get(i), 1L << i))
                .collect(Collectors.joining(separator));
    }

    /// A column and its bit as a text.
    interface WithBit {
        String of(Column column, long bit);
    }

    /// An option of `COPY` that numbers the fields as they were; empty where they had no numbers.
    String fieldIds() {
        return all.stream().anyMatch(column -> column.fieldId() < 0)
                ? ""
                : ", FIELD_IDS {" + each(", ", column -> column.quoted() + ": " + column.fieldId()) + "}";
    }

    private static String schema(String file) {
        return """
            SELECT d.column_name, d.column_type, coalesce(s.field_id, -1)
            FROM (SELECT row_number() OVER () AS position, * FROM (DESCRIBE SELECT * FROM read_parquet(%1$s, hive_partitioning = false))) d
            LEFT JOIN parquet_schema(%1$s) s ON s.name = d.column_name
            ORDER BY d.position
            """.formatted(file);
    }
}
