package io.tidemark.auth.store;

import io.tidemark.auth.audit.Archive;
import io.tidemark.auth.audit.AuditChain;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditRow;
import io.tidemark.auth.audit.Beginning;
import io.tidemark.auth.audit.Part;
import io.tidemark.auth.audit.RawRow;
import io.tidemark.auth.audit.RawRows;
import io.tidemark.platform.store.TenantTransactions;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;

/// Keeps which rows of a tenant's log stand in files.
class JdbcArchive implements Archive {
    private static final String APPEND =
            "INSERT INTO audit (tenant, sequence, recorded_at, at, service, action, subject, client,"
                    + " reason, target, count, detail, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final int HASH = 32;

    private final DataSource database;
    private final Tenant tenant;

    JdbcArchive(DataSource database, Tenant tenant) {
        this.database = database;
        this.tenant = tenant;
    }

    @Override
    public Beginning beginning() {
        return inTransaction(JdbcArchive::beginning);
    }

    static Beginning beginning(Connection connection) throws SQLException {
        String sql = "SELECT last, hash, peaks, checkpoint FROM audit_removed ORDER BY last DESC LIMIT 1";
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            return found.next()
                    ? new Beginning(found.getLong(1), found.getBytes(2), apart(found.getBytes(3)), found.getString(4))
                    : Beginning.FIRST_ROW;
        }
    }

    @Override
    public List<Part> parts() {
        return inTransaction(JdbcArchive::parts);
    }

    static List<Part> parts(Connection connection) throws SQLException {
        return parts(connection, "> (SELECT coalesce(max(last), 0) FROM audit_removed)");
    }

    @Override
    public List<Part> removed(Instant before) {
        String removed = "<= (SELECT coalesce(max(last), 0) FROM audit_removed WHERE removed_at < ?)";
        return inTransaction(connection -> parts(connection, removed, time(before)));
    }

    private static List<Part> parts(Connection connection, String last, OffsetDateTime... times) throws SQLException {
        List<Part> parts = new ArrayList<>();
        String sql = "SELECT first, last, file FROM audit_part WHERE last " + last + " ORDER BY first";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < times.length; i++) {
                statement.setObject(i + 1, times[i]);
            }
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    parts.add(new Part(found.getLong(1), found.getLong(2), found.getString(3)));
                }
            }
        }
        return parts;
    }

    /// The event is written first: its lock makes all who write to the log wait.
    @Override
    public boolean remove(Beginning next, AuditEvent event) {
        return inTransaction(connection -> {
            lock(connection);
            if (parts(connection).stream().noneMatch(part -> part.last() == next.size())) {
                return false;
            }
            append(connection, event);
            begin(connection, next, event.at());
            return true;
        });
    }

    private void begin(Connection connection, Beginning next, Instant at) throws SQLException {
        String sql =
                "INSERT INTO audit_removed (tenant, last, hash, peaks, checkpoint, removed_at) VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, tenant.name());
            statement.setLong(2, next.size());
            statement.setBytes(3, next.last());
            statement.setBytes(4, together(next.peaks()));
            statement.setString(5, next.checkpoint());
            statement.setObject(6, time(at));
            statement.executeUpdate();
        }
    }

    private static byte[] together(List<byte[]> hashes) {
        ByteBuffer all = ByteBuffer.allocate(hashes.size() * HASH);
        hashes.forEach(all::put);
        return all.array();
    }

    private static List<byte[]> apart(byte[] all) {
        List<byte[]> hashes = new ArrayList<>();
        for (int at = 0; at < all.length; at += HASH) {
            hashes.add(Arrays.copyOfRange(all, at, at + HASH));
        }
        return hashes;
    }

    @Override
    public void rows(long after, long last, RawRows.Taker taker) {
        inTransaction(connection -> {
            StreamedRows.rows(connection, after, last, taker);
            return true;
        });
    }

    /// The event is written first: its lock makes all who write to the log wait, and it stays when all others leave.
    @Override
    public boolean take(Part part, AuditEvent event) {
        return inTransaction(connection -> {
            lock(connection);
            List<Part> known = parts(connection);
            long last = known.isEmpty()
                    ? beginning(connection).size()
                    : known.getLast().last();
            if (part.first() != last + 1) {
                return false;
            }
            append(connection, event);
            remove(connection, part);
            return true;
        });
    }

    private static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + AuditRepository.LOCK + ")");
        }
    }

    private void append(Connection connection, AuditEvent event) throws SQLException {
        List<RawRow> newest = new ArrayList<>();
        StreamedRows.newest(connection, newest::add);
        RawRow last = newest.getFirst();
        Instant now = event.at();
        AuditRow row = AuditChain.append(
                last.sequence() + 1,
                now.isBefore(last.recordedAt()) ? last.recordedAt() : now,
                event,
                HexFormat.of().formatHex(last.hash()));
        insert(connection, tenant, RawRow.of(row));
    }

    static void insert(Connection connection, Tenant tenant, RawRow row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            statement.setString(1, tenant.name());
            statement.setLong(2, row.sequence());
            statement.setObject(3, time(row.recordedAt()));
            statement.setObject(4, time(row.at()));
            statement.setString(5, row.service());
            statement.setString(6, row.action());
            statement.setString(7, row.subject());
            statement.setString(8, row.client());
            statement.setString(9, row.reason());
            statement.setString(10, row.target());
            statement.setLong(11, row.count());
            statement.setString(12, row.detail());
            statement.setBytes(13, row.previous());
            statement.setBytes(14, row.hash());
            statement.executeUpdate();
        }
    }

    /// The service itself may not take rows from the log; the database's function does.
    private void remove(Connection connection, Part part) throws SQLException {
        String sql = "SELECT audit_leaves_for(?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, tenant.name());
            statement.setLong(2, part.first());
            statement.setLong(3, part.last());
            statement.setString(4, part.file());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getLong(1) != part.last() - part.first() + 1) {
                    throw new IllegalStateException(row.getLong(1) + " rows are there for " + part);
                }
            }
        }
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private <T> T inTransaction(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                TenantTransactions.enter(connection, Tenancy.of(tenant));
                T result = work.with(connection);
                connection.commit();
                return result;
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The audit log cannot be read or written", e);
        }
    }

    /// Something done in one transaction.
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
