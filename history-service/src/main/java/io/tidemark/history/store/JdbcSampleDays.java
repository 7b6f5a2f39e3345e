package io.tidemark.history.store;

import io.agroal.api.AgroalDataSource;
import io.tidemark.history.sample.Archive;
import io.tidemark.history.sample.Resolution;
import io.tidemark.history.sample.Sample;
import io.tidemark.history.sample.SampleDays;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.store.TenantTransactions;
import io.tidemark.platform.tenant.Tenancy;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Days of readings in PostgreSQL. By JDBC: a day may have millions of rows, which a cursor brings in
/// pieces.
@ApplicationScoped
class JdbcSampleDays implements SampleDays {

    private static final int FETCHED = 10_000;
    private static final String LOCK_TIMEOUT = "55P03";
    private static final String MISSING_TABLE = "42P01";

    private static final String OPEN = """
            select to_date(right(c.relname, 8), 'YYYYMMDD') from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'sample'::regclass order by 1
            """;

    private static final String REGISTER = """
            insert into sample_archive (day, file, rows, bytes, sha256, made_at) values (?, ?, ?, ?, ?, ?)
            on conflict (day) do update set file = excluded.file, rows = excluded.rows, bytes = excluded.bytes,
                sha256 = excluded.sha256, made_at = excluded.made_at
            """;

    private static final String FORGET_SERVERS = "delete from sample_archive_servers where day = ?";

    private static final String REGISTER_SERVERS = """
            insert into sample_archive_servers (day, tenant, servers)
            select ?, tenant_of(server), array_agg(server order by server) from unnest(?) as s(server) group by 2
            """;

    private static final String GONE = """
            insert into sample_gone (server, before) values (?, ?)
            on conflict (server) do update set before = greatest(sample_gone.before, excluded.before)
            """;

    private interface Step<T> {
        T run(Connection connection) throws SQLException;
    }

    private final AgroalDataSource database;

    JdbcSampleDays(AgroalDataSource database) {
        this.database = database;
    }

    /// The lock is the connection's, so it ends with this process too.
    @Override
    public boolean alone(Runnable work) {
        return connected(connection -> {
            if (!truth(connection, "select pg_try_advisory_lock(22, 0)")) {
                return false;
            }
            try {
                work.run();
                return true;
            } finally {
                truth(connection, "select pg_advisory_unlock(22, 0)");
            }
        });
    }

    @Override
    public List<LocalDate> open() {
        return with(connection -> {
            List<LocalDate> days = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(OPEN)) {
                while (rows.next()) {
                    days.add(rows.getObject(1, LocalDate.class));
                }
            }
            return days;
        });
    }

    @Override
    public long read(LocalDate day, Sink sink) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return transaction(connection, one -> isOpen(one, day) ? read(one, day, sink) : 0);
        }
    }

    private static long read(Connection connection, LocalDate day, Sink sink) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED);
            try (ResultSet rows = statement.executeQuery(readings(day))) {
                long read = 0;
                while (rows.next()) {
                    sink.add(sample(rows));
                    read++;
                }
                return read;
            }
        }
    }

    private static String readings(LocalDate day) {
        return """
                select v.server, v.name, src.device, src.type, src.filesystem, s.at, s.size_bytes, s.used_bytes,
                    s.free_bytes, s.available_bytes, s.inodes, s.inodes_free
                from sample s join volume v on v.id = s.volume_id join volume_source src on src.id = s.source_id
                where %s
                """.formatted(within(day));
    }

    /// The condition that one partition fulfils and no other is looked at for.
    private static String within(LocalDate day) {
        return "s.at >= timestamptz '" + day + " 00:00Z' and s.at < timestamptz '" + day.plusDays(1) + " 00:00Z'";
    }

    @Override
    public boolean replace(LocalDate day, @Nullable Archive file, @Nullable Archive before, long read) {
        return with(connection -> {
            try {
                boolean replaced = replaceIn(connection, day, file, before, read);
                if (!replaced) {
                    connection.rollback();
                }
                return replaced;
            } catch (SQLException e) {
                if (LOCK_TIMEOUT.equals(e.getSQLState()) || MISSING_TABLE.equals(e.getSQLState())) {
                    connection.rollback();
                    return false;
                }
                throw e;
            }
        });
    }

    /// Whoever adds readings of the day holds the first lock shared until it commits; dropping needs a
    /// moment in which
    /// nobody reads any readings, and gives up rather than hold up those who want to.
    private static boolean replaceIn(
            Connection connection, LocalDate day, @Nullable Archive file, @Nullable Archive before, long read)
            throws SQLException {
        execute(connection, "set local lock_timeout = '3s'");
        execute(connection, "select pg_advisory_xact_lock(21, date '" + day + "' - date '2000-01-01')");
        if (!holds(connection, day, before) || rows(connection, day) != read) {
            return false;
        }
        if (file == null) {
            execute(connection, "delete from sample_archive where day = date '" + day + "'");
        } else {
            register(connection, file);
        }
        execute(connection, "select sample_drop(date '" + day + "')");
        return true;
    }

    @Override
    public void markGone(String server, Instant before) {
        update(GONE, server, before);
    }

    @Override
    public long removeRollUps(Resolution resolution, String server, Instant before) {
        String table = switch (resolution) {
            case RAW -> throw new IllegalArgumentException("readings are no roll-ups");
            case HOUR -> "sample_hour";
            case DAY -> "sample_day";
        };
        return update(
                "delete from " + table + " r using volume v where v.id = r.volume_id and v.server = ? and r.at < ?",
                server,
                before);
    }

    private int update(String statement, String server, Instant before) {
        return with(connection -> {
            try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                prepared.setString(1, server);
                prepared.setObject(2, before.atOffset(ZoneOffset.UTC));
                return prepared.executeUpdate();
            }
        });
    }

    private static boolean isOpen(Connection connection, LocalDate day) throws SQLException {
        return truth(connection, "select to_regclass('" + table(day) + "') is not null");
    }

    private static long rows(Connection connection, LocalDate day) throws SQLException {
        if (!isOpen(connection, day)) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from sample s where " + within(day))) {
            row.next();
            return row.getLong(1);
        }
    }

    private static boolean holds(Connection connection, LocalDate day, @Nullable Archive before) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select file from sample_archive where day = ?")) {
            statement.setObject(1, day);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? before != null && before.file().equals(row.getString(1)) : before == null;
            }
        }
    }

    private static void register(Connection connection, Archive file) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REGISTER)) {
            statement.setObject(1, file.day());
            statement.setString(2, file.file());
            statement.setLong(3, file.rows());
            statement.setLong(4, file.bytes());
            statement.setString(5, file.sha256());
            statement.setObject(6, file.madeAt().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
        registerServers(connection, file);
    }

    private static void registerServers(Connection connection, Archive file) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(FORGET_SERVERS);
                PreparedStatement add = connection.prepareStatement(REGISTER_SERVERS)) {
            forget.setObject(1, file.day());
            forget.executeUpdate();
            add.setObject(1, file.day());
            add.setArray(2, connection.createArrayOf("text", file.servers().toArray()));
            add.executeUpdate();
        }
    }

    private static Sample sample(ResultSet row) throws SQLException {
        return new Sample(
                new ServerName(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12));
    }

    /// As the database's `sample_partition_name`.
    private static String table(LocalDate day) {
        return "sample_" + day.toString().replace("-", "");
    }

    private static boolean truth(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement executed = connection.createStatement()) {
            executed.execute(statement);
        }
    }

    /// One transaction, of all tenants.
    private <T> T with(Step<T> step) {
        return connected(connection -> transaction(connection, step));
    }

    private static <T> T transaction(Connection connection, Step<T> step) throws SQLException {
        connection.setAutoCommit(false);
        try {
            TenantTransactions.enter(connection, Tenancy.ALL);
            T result = step.run(connection);
            connection.commit();
            return result;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private <T> T connected(Step<T> step) {
        try (Connection connection = database.getConnection()) {
            return step.run(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the database refuses: " + e.getMessage(), e);
        }
    }
}
