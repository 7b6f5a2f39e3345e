package io.tidemark.auth.audit;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Rows of the log in a Parquet file, in their order, with all that their hashes are made of; times are microseconds
/// since 1970 in UTC. Any Parquet reader can read them.
final class PartFile {
    private static final String MEMORY = "128MB";
    private static final String COLUMNS =
            "sequence, recorded_at, \"at\", service, action, subject, client, reason, target, \"count\", detail, previous, hash";
    private static final String TABLE = """
            create table rows (sequence bigint, recorded_at bigint, "at" bigint, service varchar, action varchar,
                subject varchar, client varchar, reason varchar, target varchar, "count" bigint, detail varchar, previous blob, hash blob)
            """;

    private PartFile() {}

    /// Writes one file. More rows than fit into memory go to the disk first.
    static final class Writer implements AutoCloseable {
        private final Connection database;
        private final DuckDBAppender rows;

        /// @param folder where the file will be; nothing else can be written
        Writer(Path folder) throws SQLException {
            database = open(folder, folder.resolve("spill"));
            execute(database, TABLE);
            rows = database.unwrap(DuckDBConnection.class).createAppender("rows");
        }

        void add(RawRow row) throws SQLException {
            rows.beginRow();
            rows.append(row.sequence());
            rows.append(micros(row.recordedAt()));
            rows.append(micros(row.at()));
            for (String text :
                    List.of(row.service(), row.action(), row.subject(), row.client(), row.reason(), row.target())) {
                rows.append(text);
            }
            rows.append(row.count());
            rows.append(row.detail());
            rows.append(row.previous());
            rows.append(row.hash());
            rows.endRow();
        }

        /// @param checkpoint a signed note over these rows and all before them; it stands in the file's metadata
        void write(Path target, String checkpoint) throws SQLException {
            rows.close();
            execute(database, """
                    copy (select %s from rows order by sequence) to %s
                    (format parquet, compression zstd, kv_metadata {checkpoint: %s})
                    """.formatted(COLUMNS, quote(target.toString()), quote(checkpoint)));
        }

        @Override
        public void close() throws SQLException {
            rows.close();
            database.close();
        }
    }

    /// Its rows behind this place, oldest first.
    static void read(Path file, long after, Consumer<RawRow> taker) throws SQLException {
        each(file, COLUMNS, "where sequence > " + after, found -> taker.accept(row(found)));
    }

    /// Only the hashes of the same rows.
    static void hashes(Path file, long after, Consumer<byte[]> taker) throws SQLException {
        each(file, "hash", "where sequence > " + after, found -> taker.accept(there(found.getBytes(1))));
    }

    /// Up to `limit` of its rows that fit, newest first.
    static List<RawRow> find(Path file, AuditQuery query, int limit) throws SQLException {
        List<RawRow> rows = new ArrayList<>();
        String which = "where " + conditions(query) + " order by sequence desc limit " + limit;
        each(file, COLUMNS, which, found -> rows.add(row(found)));
        return rows;
    }

    private static String conditions(AuditQuery query) {
        List<String> all = new ArrayList<>(List.of("true"));
        among("action", query.actions()).ifPresent(all::add);
        among("subject", query.subjects()).ifPresent(all::add);
        among("service", query.services()).ifPresent(all::add);
        among("client", query.clients()).ifPresent(all::add);
        among("reason", query.reasons()).ifPresent(all::add);
        beginning("target", query.targets()).ifPresent(all::add);
        query.from().ifPresent(at -> all.add("\"at\" >= " + micros(at)));
        query.to().ifPresent(at -> all.add("\"at\" < " + micros(at)));
        query.before().ifPresent(place -> all.add("sequence < " + place));
        return String.join(" and ", all);
    }

    private static Optional<String> among(String column, Collection<String> wanted) {
        return joined(wanted, PartFile::quote, ", ").map(texts -> column + " in (" + texts + ")");
    }

    private static Optional<String> beginning(String column, Collection<String> wanted) {
        return joined(wanted, text -> "starts_with(" + column + ", " + quote(text) + ")", " or ")
                .map(texts -> "(" + texts + ")");
    }

    private static Optional<String> joined(Collection<String> wanted, Function<String, String> each, String between) {
        return wanted.isEmpty()
                ? Optional.empty()
                : Optional.of(wanted.stream().map(each).collect(Collectors.joining(between)));
    }

    private static void each(Path file, String columns, String which, RowReader reader) throws SQLException {
        try (Connection database = open(file.resolveSibling(""), null);
                Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery("select " + there(database, file, columns)
                        + " from read_parquet(" + quote(file.toString()) + ") " + which)) {
            while (found.next()) {
                reader.read(found);
            }
        }
    }

    /// Files from before rows had details have no column for them.
    private static String there(Connection database, Path file, String columns) throws SQLException {
        String query = "select count(*) from parquet_schema(" + quote(file.toString()) + ") where name = 'detail'";
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1) > 0 ? columns : columns.replace("detail", "'' as detail");
        }
    }

    /// One thread, so that rows keep their order; rows are handed over as they are read. Nothing outside the folder can
    /// be reached. The order of the settings matters: nothing can be allowed once access is off.
    private static Connection open(Path folder, @Nullable Path spill) throws SQLException {
        Properties streamed = new Properties();
        streamed.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        Connection database = new DuckDBDriver().connect("jdbc:duckdb:", streamed);
        try {
            execute(database, "SET threads = 1");
            execute(database, "SET memory_limit = " + quote(MEMORY));
            execute(database, "SET temp_directory = " + quote(spill == null ? "" : spill.toString()));
            execute(database, "SET allowed_directories = [" + quote(folder.toAbsolutePath() + "/") + "]");
            execute(database, "SET enable_external_access = false");
            execute(database, "SET lock_configuration = true");
            return database;
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    private static void execute(Connection database, String command) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(command);
        }
    }

    private static RawRow row(ResultSet found) throws SQLException {
        return new RawRow(
                found.getLong(1),
                time(found.getLong(2)),
                time(found.getLong(3)),
                there(found.getString(4)),
                there(found.getString(5)),
                there(found.getString(6)),
                there(found.getString(7)),
                there(found.getString(8)),
                there(found.getString(9)),
                found.getLong(10),
                there(found.getString(11)),
                there(found.getBytes(12)),
                there(found.getBytes(13)));
    }

    private static <T> T there(@Nullable T value) throws SQLException {
        if (value == null) {
            throw new SQLException("a row has a hole");
        }
        return value;
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// Takes what the cursor stands on.
    private interface RowReader {
        void read(ResultSet found) throws SQLException;
    }
}
