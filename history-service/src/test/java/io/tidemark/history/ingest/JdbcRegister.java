package io.tidemark.history.ingest;

import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A register that outlives its process.
final class JdbcRegister implements SnapshotRegister, AutoCloseable {

    private final Connection connection;
    private final Map<SnapshotId, Snapshot> known;

    /// @param known what can be registered
    JdbcRegister(String url, Map<SnapshotId, Snapshot> known) throws SQLException {
        this.connection = DriverManager.getConnection(url);
        this.known = known;
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists registered (id text primary key, manifest text not null)");
        }
    }

    Set<SnapshotId> all() throws SQLException {
        Set<SnapshotId> all = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from registered")) {
            while (rows.next()) {
                all.add(SnapshotId.parse(rows.getString(1)));
            }
        }
        return all;
    }

    @Override
    public Optional<Registered> find(SnapshotId id) {
        try (PreparedStatement statement =
                connection.prepareStatement("select manifest from registered where id = ?")) {
            statement.setString(1, id.toString());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Registered(Objects.requireNonNull(known.get(id)), new Sha256(row.getString(1))))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean register(Registered registered) {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into registered values (?, ?) on conflict do nothing")) {
            statement.setString(1, registered.snapshot().id().toString());
            statement.setString(2, registered.manifest().hex());
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void restate(SnapshotId id, @Nullable Difference form, List<Part> parts) {
        throw new AssertionError("the way in keeps what was sealed");
    }

    @Override
    public List<Snapshot> page(Filter filter, @Nullable Place after, int limit) {
        throw new AssertionError("the way in reads no lists");
    }

    @Override
    public Optional<Snapshot> before(Snapshot snapshot) {
        throw new AssertionError("the way in compares nothing");
    }

    @Override
    public Optional<Snapshot> newestBy(ServerName server, String root, Instant at) {
        throw new AssertionError("the way in compares nothing");
    }

    @Override
    public long version() {
        throw new AssertionError("the way in reads no lists");
    }

    @Override
    public List<Snapshot> latest(Filter filter) {
        throw new AssertionError("the way in reads no lists");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
