package io.tidemark.analytics.engine;

import io.tidemark.analytics.source.PartKind;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// A query with its tables put before it as common table expressions. File names, servers and roots are
/// parameters too. As the whole always starts with WITH, it can be nothing but a query.
record Binding(String sql, List<Object> parameters) {
    private static final String FILES = " AS NOT MATERIALIZED (SELECT * FROM read_parquet(?, filename = true))";
    private static final String BASIS = "basis AS NOT MATERIALIZED (SELECT unnest(?) AS filename, unnest(?) AS server,"
            + " unnest(?) AS root, unnest(?) AS snapshot, unnest(?) AS started, unnest(?) AS finished, unnest(?) AS trusted)";

    static Binding of(Query query, List<HeldSnapshot> over) {
        List<String> tables = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        for (Table table : Table.values()) {
            if (query.reads(table)) {
                tables.add(add(table, query, over, parameters));
            }
        }
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("a query reads at least one table");
        }
        parameters.addAll(query.parameters());
        return new Binding("WITH " + String.join(", ", tables) + " " + query.sql(), parameters);
    }

    void bind(Connection connection, PreparedStatement statement) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            Object value = parameters.get(i);
            statement.setObject(i + 1, plain(value, connection));
        }
    }

    private static Object plain(Object value, Connection connection) throws SQLException {
        return switch (value) {
            case Values values -> values.toArray(connection);
            case Regex(String text) -> text;
            case Collection<?> several -> connection.createArrayOf("VARCHAR", several.toArray());
            default -> value;
        };
    }

    private static String add(Table table, Query query, List<HeldSnapshot> over, List<Object> parameters) {
        if (table == Table.BASIS) {
            parameters.addAll(basis(query, over));
            return BASIS;
        }
        parameters.add(Values.text(files(table, over).map(BasisRow::file).toList()));
        return table.label() + FILES;
    }

    private static Stream<BasisRow> files(Table table, List<HeldSnapshot> over) {
        return over.stream().flatMap(held -> files(table, held).map(file -> new BasisRow(file, held)));
    }

    private static Stream<String> files(Table table, HeldSnapshot held) {
        return switch (table) {
            case ALL_ENTRIES -> held.files(PartKind.ENTRIES).stream();
            case ALL_DIRECTORIES -> held.files(PartKind.DIRECTORIES).stream();
            case FOLDERS, LARGEST_FILES, SPREADS, NAMES, COMBINATIONS, FIGURES, TEMPERATURES ->
                Stream.of(held.summary(table).toString());
            case BASIS -> Stream.empty();
        };
    }

    /// Of the files the query reads.
    private static List<Values> basis(Query query, List<HeldSnapshot> over) {
        List<BasisRow> rows = Arrays.stream(Table.values())
                .filter(query::reads)
                .flatMap(table -> files(table, over))
                .toList();
        return List.of(
                Values.text(rows, BasisRow::file),
                Values.text(rows, r -> r.held.snapshot().server()),
                Values.text(rows, r -> r.held.snapshot().root()),
                Values.text(rows, r -> r.held.snapshot().id().toString()),
                Values.moments(rows, r -> r.held.snapshot().startedAt()),
                Values.moments(rows, r -> r.held.snapshot().finishedAt()),
                new Values(
                        "BOOLEAN",
                        rows.stream()
                                .map(r -> r.held.manifest().lastAccess().trusted())
                                .toList()));
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    private record BasisRow(String file, HeldSnapshot held) {}

    private record Values(String type, List<?> values) {
        static Values text(List<String> values) {
            return new Values("VARCHAR", values);
        }

        static Values text(List<BasisRow> rows, Function<BasisRow, String> value) {
            return text(rows.stream().map(value).toList());
        }

        static Values moments(List<BasisRow> rows, Function<BasisRow, Instant> value) {
            return new Values(
                    "BIGINT", rows.stream().map(value).map(Binding::micros).toList());
        }

        Array toArray(Connection connection) throws SQLException {
            return connection.createArrayOf(type, values.toArray());
        }
    }
}
