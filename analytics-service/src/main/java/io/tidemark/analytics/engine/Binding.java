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
import java.util.stream.Stream;

/// A query with its tables put before it as common table expressions. File names, servers and roots are
/// parameters too. As the whole always starts with WITH, it can be nothing but a query.
record Binding(String sql, List<Object> parameters) {
    private static final String ENTRIES =
            "all_entries AS NOT MATERIALIZED (SELECT * FROM read_parquet(?, filename = true))";
    private static final String DIRECTORIES =
            "all_directories AS NOT MATERIALIZED (SELECT * FROM read_parquet(?, filename = true))";
    private static final String BASIS = "basis AS NOT MATERIALIZED (SELECT unnest(?) AS filename, unnest(?) AS server,"
            + " unnest(?) AS root, unnest(?) AS snapshot, unnest(?) AS started, unnest(?) AS finished, unnest(?) AS trusted)";

    static Binding of(Query query, List<HeldSnapshot> over) {
        List<String> tables = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        for (Table table : Table.values()) {
            if (query.reads(table)) {
                tables.add(add(table, over, parameters));
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

    private static String add(Table table, List<HeldSnapshot> over, List<Object> parameters) {
        return switch (table) {
            case ALL_ENTRIES -> {
                parameters.add(files(PartKind.ENTRIES, over));
                yield ENTRIES;
            }
            case ALL_DIRECTORIES -> {
                parameters.add(files(PartKind.DIRECTORIES, over));
                yield DIRECTORIES;
            }
            case BASIS -> {
                parameters.addAll(basis(over));
                yield BASIS;
            }
        };
    }

    private static Values files(PartKind kind, List<HeldSnapshot> over) {
        return Values.text(
                over.stream().flatMap(held -> held.files(kind).stream()).toList());
    }

    private static List<Values> basis(List<HeldSnapshot> over) {
        List<BasisRow> rows = over.stream().flatMap(Binding::basisRows).toList();
        return List.of(
                Values.text(rows.stream().map(BasisRow::file).toList()),
                Values.text(rows.stream().map(r -> r.held.snapshot().server()).toList()),
                Values.text(rows.stream().map(r -> r.held.snapshot().root()).toList()),
                Values.text(rows.stream()
                        .map(r -> r.held.snapshot().id().toString())
                        .toList()),
                Values.numbers(rows.stream()
                        .map(r -> micros(r.held.snapshot().startedAt()))
                        .toList()),
                Values.numbers(rows.stream()
                        .map(r -> micros(r.held.snapshot().finishedAt()))
                        .toList()),
                new Values(
                        "BOOLEAN",
                        rows.stream()
                                .map(r -> r.held.manifest().lastAccess().trusted())
                                .toList()));
    }

    private static Stream<BasisRow> basisRows(HeldSnapshot held) {
        return Arrays.stream(PartKind.values())
                .flatMap(kind -> held.files(kind).stream())
                .map(file -> new BasisRow(file, held));
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    private record BasisRow(String file, HeldSnapshot held) {}

    private record Values(String type, List<?> values) {
        static Values text(List<String> values) {
            return new Values("VARCHAR", values);
        }

        static Values numbers(List<Long> values) {
            return new Values("BIGINT", values);
        }

        Array toArray(Connection connection) throws SQLException {
            return connection.createArrayOf(type, values.toArray());
        }
    }
}
