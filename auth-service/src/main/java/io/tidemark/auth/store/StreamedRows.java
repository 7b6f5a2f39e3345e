package io.tidemark.auth.store;

import io.tidemark.auth.audit.RawRow;
import io.tidemark.auth.audit.RawRows;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Consumer;
import javax.sql.DataSource;

/// Reads the whole log by a cursor: a million rows are neither entities nor in memory at once. A cursor sees one
/// moment.
@Singleton
class StreamedRows implements RawRows {
    private static final int AT_ONCE = 5000;
    private static final String ROWS =
            "SELECT sequence, recorded_at, at, service, action, subject, client, reason, target, count, previous, hash"
                    + " FROM audit WHERE sequence > ? ORDER BY sequence";
    private static final String HASHES = "SELECT hash FROM audit WHERE sequence > ? ORDER BY sequence";

    private final DataSource database;

    StreamedRows(DataSource database) {
        this.database = database;
    }

    @Override
    public void forEach(long after, Consumer<RawRow> row) {
        read(ROWS, after, found -> row.accept(row(found)));
    }

    @Override
    public void hashes(long after, Consumer<byte[]> hash) {
        read(HASHES, after, found -> hash.accept(found.getBytes(1)));
    }

    private void read(String sql, long after, RowReader reader) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(AT_ONCE);
                statement.setLong(1, after);
                try (ResultSet found = statement.executeQuery()) {
                    while (found.next()) {
                        reader.read(found);
                    }
                }
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The audit log cannot be read", e);
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
                found.getBytes(11),
                found.getBytes(12));
    }

    private static Instant time(ResultSet found, int column) throws SQLException {
        return found.getObject(column, OffsetDateTime.class).toInstant();
    }

    /// Takes what the cursor stands on.
    private interface RowReader {
        void read(ResultSet found) throws SQLException;
    }
}
