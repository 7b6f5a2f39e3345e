package io.tidemark.auth.store;

import io.tidemark.auth.audit.Beginning;
import io.tidemark.auth.audit.Part;
import io.tidemark.auth.audit.PartFolder;
import io.tidemark.auth.audit.RawRow;
import io.tidemark.auth.audit.RawRows;
import io.tidemark.platform.store.TenantTransactions;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/// Reads the whole log of a tenant by cursors, first the files and then the database: a million rows are
/// neither entities nor in memory at once. One snapshot of the database sees one moment, also while rows
/// move to a file.
class StreamedRows implements RawRows {
    private static final int AT_ONCE = 5000;
    private static final String COLUMNS =
            "sequence, recorded_at, at, service, action, subject, client, reason, target, count, detail, previous, hash";

    private final DataSource database;
    private final PartFolder folder;
    private final Tenant tenant;

    StreamedRows(DataSource database, PartFolder folder, Tenant tenant) {
        this.database = database;
        this.folder = folder;
        this.tenant = tenant;
    }

    @Override
    public void forEach(long after, Taker taker) {
        walk(after, (connection, parts) -> {
            Beginning beginning = JdbcArchive.beginning(connection);
            if (beginning.size() > after) {
                taker.begins(beginning);
            }
            parts.forEach(part -> folder.read(part, after, taker));
            rows(connection, behind(parts, after), Long.MAX_VALUE, taker);
        });
    }

    @Override
    public void hashes(Hashes taker) {
        walk(0, (connection, parts) -> {
            taker.begins(JdbcArchive.beginning(connection));
            parts.forEach(part -> folder.hashes(part, 0, taker));
            read(connection, "hash", behind(parts, 0), Long.MAX_VALUE, found -> taker.accept(found.getBytes(1)));
        });
    }

    /// Those of the database only.
    static void rows(Connection connection, long after, long last, Consumer<RawRow> taker) throws SQLException {
        read(connection, COLUMNS, after, last, found -> taker.accept(row(found)));
    }

    /// The one that was written last, where there is one.
    static void newest(Connection connection, Consumer<RawRow> taker) throws SQLException {
        String sql = "SELECT " + COLUMNS + " FROM audit ORDER BY sequence DESC LIMIT 1";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet found = statement.executeQuery()) {
            if (found.next()) {
                taker.accept(row(found));
            }
        }
    }

    private void walk(long after, Walk walk) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                TenantTransactions.enter(connection, Tenancy.of(tenant));
                List<Part> parts = JdbcArchive.parts(connection);
                walk.over(
                        connection,
                        parts.stream().filter(part -> part.last() > after).toList());
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The audit log cannot be read", e);
        }
    }

    private static long behind(List<Part> parts, long after) {
        return parts.isEmpty() ? after : parts.getLast().last();
    }

    private static void read(Connection connection, String columns, long after, long last, RowReader reader)
            throws SQLException {
        String sql = "SELECT " + columns + " FROM audit WHERE sequence > ? AND sequence <= ? ORDER BY sequence";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(AT_ONCE);
            statement.setLong(1, after);
            statement.setLong(2, last);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    reader.read(found);
                }
            }
        }
    }

    private static RawRow row(ResultSet found) throws SQLException {
        return new RawRow(
                found.getLong(1),
                time(found, 2),
                time(found, 3),
                found.getString(4),
                found.getString(5),
                found.getString(6),
                found.getString(7),
                found.getString(8),
                found.getString(9),
                found.getLong(10),
                found.getString(11),
                found.getBytes(12),
                found.getBytes(13));
    }

    private static Instant time(ResultSet found, int column) throws SQLException {
        return found.getObject(column, OffsetDateTime.class).toInstant();
    }

    /// Goes through the parts that are wanted and what is not in parts.
    private interface Walk {
        void over(Connection connection, List<Part> parts) throws SQLException;
    }

    /// Takes what the cursor stands on.
    private interface RowReader {
        void read(ResultSet found) throws SQLException;
    }
}
