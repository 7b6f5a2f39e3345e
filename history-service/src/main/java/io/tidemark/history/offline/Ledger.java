package io.tidemark.history.offline;

import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotLocation;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The record of snapshots in PostgreSQL, over JDBC.
final class Ledger implements AutoCloseable {

    private static final String OF_ALL_TENANTS = "select set_config('tidemark.tenant', '*', false)";
    private static final String SNAPSHOTS =
            "select id, server, started_at, detail, manifest_sha256, damaged_at is not null, difference_sha256 from snapshot";
    private static final String PARTS = "select snapshot_id, file, row_count, byte_count, sha256 from snapshot_part";
    private static final String SAMPLES = "select file, bytes, sha256 from sample_archive order by day";
    private static final String UNDER_WAY = "select snapshot_id from retention_step where ended_at is null";
    private static final String ADD_SERVER = """
            insert into server (name, first_seen_at, last_seen_at) values (?, ?, ?) on conflict (name) do update
            set first_seen_at = least(server.first_seen_at, excluded.first_seen_at),
                last_seen_at = greatest(server.last_seen_at, excluded.last_seen_at)
            """;
    private static final String ADD = """
            insert into snapshot (id, server, root, volume, started_at, finished_at, registered_at, coverage, entries,
                directories, size_bytes, allocated_bytes, errors, detail, manifest_sha256, base_id, difference_sha256,
                difference_entries_bytes, difference_directories_bytes)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String ADD_PART = """
            insert into snapshot_part (snapshot_id, server, file, row_count, byte_count, sha256)
            values (?, ?, ?, ?, ?, ?)
            """;
    private static final String COMPARE_LATER = "insert into comparison_due (snapshot_id, registered_at) values (?, ?)";

    /// What the record says of a snapshot.
    ///
    /// @param difference digest of what describes its difference; null where it is kept whole
    /// @param parts by file
    /// @param underWay whether retention stopped in the middle of a step
    record Entry(
            SnapshotLocation location,
            Detail detail,
            Sha256 manifest,
            boolean damaged,
            @Nullable Sha256 difference,
            Map<String, Part> parts,
            boolean underWay) {}

    private final Connection connection;

    private Ledger(Connection connection) {
        this.connection = connection;
    }

    /// @param prepare whether tables that lack are made, as the service does when it starts
    static Ledger open(String url, String user, String password, boolean prepare) throws SQLException {
        if (prepare) {
            Flyway.configure()
                    .dataSource(url, user, password)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        }
        Connection connection = DriverManager.getConnection(url, user, password);
        try (Statement statement = connection.createStatement()) {
            statement.execute(OF_ALL_TENANTS);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new Ledger(connection);
    }

    /// Everything the record has, by id.
    Map<SnapshotId, Entry> entries() throws SQLException {
        Map<UUID, Map<String, Part>> parts = parts();
        Set<UUID> underWay = underWay();
        Map<SnapshotId, Entry> entries = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SNAPSHOTS)) {
            while (rows.next()) {
                UUID id = rows.getObject(1, UUID.class);
                Instant startedAt = rows.getObject(3, OffsetDateTime.class).toInstant();
                SnapshotId snapshot = new SnapshotId(id);
                entries.put(
                        snapshot,
                        new Entry(
                                SnapshotLocation.of(new ServerName(rows.getString(2)), startedAt, snapshot),
                                Detail.ofWord(rows.getString(4)),
                                new Sha256(rows.getString(5)),
                                rows.getBoolean(6),
                                digest(rows.getString(7)),
                                parts.getOrDefault(id, Map.of()),
                                underWay.contains(id)));
            }
        }
        return entries;
    }

    /// The files with days of samples, by day.
    List<SampleCheck.Known> samples() throws SQLException {
        List<SampleCheck.Known> known = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SAMPLES)) {
            while (rows.next()) {
                known.add(new SampleCheck.Known(rows.getString(1), rows.getLong(2), new Sha256(rows.getString(3))));
            }
        }
        return known;
    }

    /// Adds a snapshot with the parts that its detail keeps, all or nothing.
    void add(Snapshot snapshot, Sha256 manifest) throws SQLException {
        connection.setAutoCommit(false);
        try {
            insert(snapshot, manifest);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void insert(Snapshot one, Sha256 manifest) throws SQLException {
        Timestamp registered = Timestamp.from(one.registeredAt());
        UUID id = one.id().value();
        Difference form = one.difference();
        run(ADD_SERVER, one.server().value(), registered, registered);
        run(
                ADD,
                id,
                one.server().value(),
                one.root(),
                one.volume(),
                Timestamp.from(one.startedAt()),
                Timestamp.from(one.finishedAt()),
                registered,
                one.coverage(),
                one.entries(),
                one.directories(),
                one.sizeBytes(),
                one.allocatedBytes(),
                one.errors(),
                one.detail().word(),
                manifest.hex(),
                form == null ? null : form.base().value(),
                form == null ? null : form.description().hex(),
                form == null ? null : form.entriesBytes(),
                form == null ? null : form.directoriesBytes());
        for (Part part : one.parts()) {
            run(
                    ADD_PART,
                    id,
                    one.server().value(),
                    part.file().value(),
                    part.rows(),
                    part.bytes(),
                    part.sha256().hex());
        }
        run(COMPARE_LATER, id, registered);
    }

    private static @Nullable Sha256 digest(@Nullable String hex) {
        return hex == null ? null : new Sha256(hex);
    }

    private void run(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private Map<UUID, Map<String, Part>> parts() throws SQLException {
        Map<UUID, Map<String, Part>> parts = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(PARTS)) {
            while (rows.next()) {
                PartName name = new PartName(rows.getString(2));
                Part part =
                        new Part(name, name.kind(), rows.getLong(3), rows.getLong(4), new Sha256(rows.getString(5)));
                parts.computeIfAbsent(rows.getObject(1, UUID.class), _ -> new HashMap<>())
                        .put(name.value(), part);
            }
        }
        return parts;
    }

    private Set<UUID> underWay() throws SQLException {
        Set<UUID> ids = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(UNDER_WAY)) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }
}
