package io.tidemark.history.retention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.retention.RetentionPlan.Step;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.platform.client.Json;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The record in PostgreSQL, which outlives the processes that use it: each change is one transaction,
/// with the rules of the real one.
final class JdbcRecord implements SnapshotRegister, HoldRegister, RetentionLog, AutoCloseable {

    private final ObjectMapper json = Json.lenient();
    private final Connection connection;

    JdbcRecord(String url) throws SQLException {
        connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table if not exists snapshot (id text primary key, manifest text not null, content text not null);
                    create table if not exists held (id text primary key);
                    create table if not exists step (id bigint generated always as identity primary key, content text);
                    """);
        }
        connection.commit();
    }

    private interface Work<T> {
        T run() throws SQLException, JsonProcessingException;
    }

    private <T> T transaction(Work<T> work) {
        try {
            T done = work.run();
            connection.commit();
            return done;
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void add(Registered registered) {
        transaction(() -> execute(
                "insert into snapshot values (?, ?, ?)",
                registered.snapshot().id().toString(),
                registered.manifest().hex(),
                json.writeValueAsString(registered.snapshot())));
    }

    void hold(SnapshotId id) {
        transaction(() -> execute("insert into held values (?) on conflict do nothing", id.toString()));
    }

    List<Snapshot> all() {
        return transaction(() -> snapshots("select content from snapshot"));
    }

    Set<SnapshotId> held() {
        return transaction(() -> texts("select id from held")).stream()
                .map(SnapshotId::parse)
                .collect(Collectors.toSet());
    }

    List<StepRecord> steps() {
        return transaction(() -> {
            List<StepRecord> steps = new ArrayList<>();
            for (String id : texts("select id::text from step order by step.id")) {
                String content =
                        texts("select content from step where id = " + id).getFirst();
                steps.add(withId(json.readValue(content, StepRecord.class), Long.parseLong(id)));
            }
            return steps;
        });
    }

    @Override
    public StepRecord prepare(ServerName server, Step step, Asker asker, Instant at) {
        StepRecord record = new StepRecord(0, server, step, asker, StepState.PREPARED, at, null);
        return transaction(() -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into step (content) values (?) returning id")) {
                insert.setString(1, json.writeValueAsString(record));
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    return withId(record, row.getLong(1));
                }
            }
        });
    }

    @Override
    public StepState mark(StepRecord record, Instant at) {
        Step step = record.step();
        Detail to = step.to().detail();
        return transaction(() -> {
            Optional<Snapshot> found = one(step.snapshotId());
            if (found.isEmpty() || found.get().detail() != step.from().detail()) {
                return StepState.OVERTAKEN;
            }
            if (isHeld(step.snapshotId())) {
                return StepState.HELD;
            }
            if (isNeeded(step.snapshotId(), to)) {
                return StepState.UNDONE;
            }
            if (to == Detail.GONE) {
                execute("delete from snapshot where id = ?", step.snapshotId().toString());
            } else {
                write(lessened(found.get(), to));
            }
            return removing(record);
        });
    }

    @Override
    public StepState differ(StepRecord record, Difference difference, List<Part> parts) {
        SnapshotId id = record.step().snapshotId();
        return transaction(() -> {
            Optional<Snapshot> found = one(id);
            Optional<Snapshot> base = one(difference.base());
            if (found.isEmpty() || Level.of(found.get()) != Level.FULL) {
                return StepState.OVERTAKEN;
            }
            if (isHeld(id)) {
                return StepState.HELD;
            }
            if (base.isEmpty() || Level.of(base.get()) != Level.FULL || isNeeded(id, Detail.GONE)) {
                return StepState.UNDONE;
            }
            write(found.get().as(Detail.FULL, difference, parts));
            return removing(record);
        });
    }

    @Override
    public void end(StepRecord step, StepState how, Instant at) {
        transaction(() -> set(step, how, at));
    }

    @Override
    public List<StepRecord> open() {
        return steps().stream().filter(step -> step.endedAt() == null).toList();
    }

    @Override
    public Set<SnapshotId> keptWhole(ServerName server) {
        return steps().stream()
                .filter(step -> step.state() == StepState.WHOLE)
                .map(step -> step.step().snapshotId())
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<Registered> find(SnapshotId id) {
        return transaction(() -> {
            List<String> manifest = texts("select manifest from snapshot where id = '" + id + "'");
            return manifest.isEmpty()
                    ? Optional.<Registered>empty()
                    : one(id).map(one -> new Registered(one, new Sha256(manifest.getFirst())));
        });
    }

    @Override
    public List<Snapshot> page(Filter filter, @Nullable Place after, int limit) {
        return all().stream()
                .filter(one -> after == null || one.startedAt().isBefore(after.startedAt()))
                .sorted(Comparator.comparing(Snapshot::startedAt).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Set<SnapshotId> held(ServerName server) {
        return held();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static Snapshot lessened(Snapshot one, Detail to) {
        List<Part> left =
                one.parts().stream().filter(part -> to.has(part.kind())).toList();
        Difference form = one.difference();
        return one.as(
                to,
                form == null || to == Detail.TOTALS
                        ? null
                        : new Difference(form.base(), form.description(), 0, form.directoriesBytes()),
                left);
    }

    private boolean isHeld(SnapshotId id) throws SQLException {
        return texts("select id from held").contains(id.toString());
    }

    private boolean isNeeded(SnapshotId base, Detail to) throws SQLException, JsonProcessingException {
        return snapshots("select content from snapshot").stream()
                .filter(one ->
                        one.difference() != null && one.difference().base().equals(base))
                .anyMatch(one -> to.isLessThan(one.detail()));
    }

    private StepState removing(StepRecord record) throws SQLException, JsonProcessingException {
        set(record, StepState.REMOVING, null);
        return StepState.REMOVING;
    }

    private int set(StepRecord record, StepState state, @Nullable Instant endedAt)
            throws SQLException, JsonProcessingException {
        StepRecord now = new StepRecord(
                record.id(), record.server(), record.step(), record.asker(), state, record.preparedAt(), endedAt);
        return execute("update step set content = ? where id = " + record.id(), json.writeValueAsString(now));
    }

    private void write(Snapshot one) throws SQLException, JsonProcessingException {
        execute(
                "update snapshot set content = ? where id = ?",
                json.writeValueAsString(one),
                one.id().toString());
    }

    private Optional<Snapshot> one(SnapshotId id) throws SQLException, JsonProcessingException {
        return snapshots("select content from snapshot where id = '" + id + "' for update").stream()
                .findFirst();
    }

    private List<Snapshot> snapshots(String query) throws SQLException, JsonProcessingException {
        List<Snapshot> found = new ArrayList<>();
        for (String content : texts(query)) {
            found.add(json.readValue(content, Snapshot.class));
        }
        return found;
    }

    private List<String> texts(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private int execute(String command, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(command)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private static StepRecord withId(StepRecord one, long id) {
        return new StepRecord(id, one.server(), one.step(), one.asker(), one.state(), one.preparedAt(), one.endedAt());
    }

    @Override
    public void restate(SnapshotId id, @Nullable Difference form, List<Part> parts) {
        throw notAsked();
    }

    @Override
    public boolean register(Registered registered) {
        throw notAsked();
    }

    @Override
    public Optional<Snapshot> before(Snapshot snapshot) {
        throw notAsked();
    }

    @Override
    public Optional<Snapshot> newestBy(ServerName server, String root, Instant at) {
        throw notAsked();
    }

    @Override
    public List<Snapshot> latest(Filter filter) {
        throw notAsked();
    }

    @Override
    public long version() {
        throw notAsked();
    }

    @Override
    public List<Hold> of(SnapshotId id) {
        throw notAsked();
    }

    @Override
    public void place(Hold hold) {
        throw notAsked();
    }

    @Override
    public boolean lift(SnapshotId id, HoldKind kind, String by, Instant at) {
        throw notAsked();
    }

    @Override
    public List<StepRecord> page(ServerName server, @Nullable Long before, int limit) {
        throw notAsked();
    }

    @Override
    public List<StepRecord> unaudited(int limit) {
        throw notAsked();
    }

    @Override
    public void audited(Collection<StepRecord> audited, Instant at) {
        throw notAsked();
    }

    private static AssertionError notAsked() {
        return new AssertionError("carrying retention out does not ask this");
    }
}
