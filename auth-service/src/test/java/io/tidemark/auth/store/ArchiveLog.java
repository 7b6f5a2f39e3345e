package io.tidemark.auth.store;

import io.tidemark.auth.audit.Archivist;
import io.tidemark.auth.audit.AuditChain;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.Beginning;
import io.tidemark.auth.audit.ExportedRow;
import io.tidemark.auth.audit.Part;
import io.tidemark.auth.audit.RawRow;
import io.tidemark.auth.audit.RawRows;
import io.tidemark.auth.audit.Sealer;
import io.tidemark.auth.audit.Verification;
import io.tidemark.auth.audit.VerifyExport;
import io.tidemark.auth.seal.NoteKey;
import io.tidemark.platform.postgres.EmbeddedDatabase;
import io.tidemark.platform.store.TenantTransactions;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;

/// A log of three months on a database of its own, and a folder for its files.
abstract class ArchiveLog {
    static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");
    static final Instant LATER = BEGIN.plus(Duration.ofDays(365));
    static final String PASSWORD = "test";
    static final int UNDETAILED = 3_000;

    private static final String OWNER = "log";

    @TempDir
    static Path cluster;

    static EmbeddedDatabase server;
    static int databases;

    /// The log that each test begins with, made once: its rows, and the key and checkpoints of its
    /// folder.
    private static final List<RawRow> BEGUN = new ArrayList<>();

    private static final List<String> OF_FOLDER = List.of("key", "checkpoints");

    @TempDir
    Path folder;

    final List<RawRow> written = new ArrayList<>();
    String url = "";
    DataSource database = ArchiveProcess.database("jdbc:postgresql://127.0.0.1/none");

    @BeforeAll
    static void start() {
        server = EmbeddedDatabase.start(cluster.resolve("postgres"), 0, PASSWORD);
    }

    @AfterAll
    static void stop() {
        server.stop();
        BEGUN.clear();
    }

    @BeforeEach
    void aLogOfThreeMonths() throws Exception {
        if (BEGUN.isEmpty()) {
            begin();
        }
        String name = OWNER + "_" + ++databases;
        try (Connection superuser = connect("postgres", "postgres");
                Statement statement = superuser.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + OWNER + " OWNER " + OWNER);
        }
        use(name);
        for (String file : OF_FOLDER) {
            Files.copy(cluster.resolve(file), folder.resolve(file));
        }
        written.addAll(BEGUN);
    }

    private void begin() throws Exception {
        server.ensureDatabase(OWNER, PASSWORD);
        use(OWNER);
        Flyway.configure().dataSource(database).load().migrate();
        Files.writeString(folder.resolve("key"), NoteKey.generate());
        for (int month = 0; month < 3; month++) {
            write(1_500, BEGIN.plus(Duration.ofDays(30L * month)));
        }
        write(10, LATER);
        for (String file : OF_FOLDER) {
            Files.move(folder.resolve(file), cluster.resolve(file));
        }
        BEGUN.addAll(written);
        written.clear();
    }

    private void use(String name) {
        url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + name + "?user=" + OWNER + "&password=" + PASSWORD
                + "&options=-c%20tidemark.tenant=*";
        database = ArchiveProcess.database(url);
    }

    private static Connection connect(String name, String role) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + server.port() + "/" + name, role, PASSWORD);
    }

    /// Every row that was written stands once, as it was, in files or in the database, and the log
    /// is intact.
    void requireAll(int rows) throws Exception {
        List<RawRow> found = all();
        assertThat(found).extracting(RawRow::sequence).containsExactlyElementsOf(sequences(1, rows));
        for (int i = 0; i < written.size(); i++) {
            assertThat(ExportedRow.line(found.get(i))).isEqualTo(ExportedRow.line(written.get(i)));
        }
        List<byte[]> hashes = new ArrayList<>();
        rows().hashes(new RawRows.Hashes() {
            @Override
            public void begins(Beginning beginning) {}

            @Override
            public void accept(byte[] hash) {
                hashes.add(hash);
            }
        });
        assertThat(hashes).hasSize(rows);
        assertThat(verify().findings()).isEmpty();
    }

    Verification.Result verify() throws Exception {
        Sealer sealer = ArchiveProcess.sealer(folder, rows(), LATER);
        Verification verification = new Verification(sealer.verifier(), sealer.notes());
        rows().forEach(Long.MIN_VALUE, verification);
        return verification.result();
    }

    String offline(List<String> inputs) throws Exception {
        List<String> arguments = new ArrayList<>(inputs);
        arguments.add(folder.resolve("checkpoints").toString());
        arguments.add(ArchiveProcess.sealer(folder, rows(), LATER).verifier().toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit =
                VerifyExport.run(arguments.toArray(String[]::new), new PrintStream(out, true, StandardCharsets.UTF_8));
        return exit + " " + out.toString(StandardCharsets.UTF_8);
    }

    Path export(long after) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        rows().forEach(after, row -> {
            out.writeBytes(ExportedRow.line(row));
            out.write('\n');
        });
        return Files.write(folder.resolve("export.ndjson"), out.toByteArray());
    }

    List<RawRow> all() {
        List<RawRow> rows = new ArrayList<>();
        rows().forEach(0, rows::add);
        return rows;
    }

    RawRows rows() {
        return new StreamedRows(database, ArchiveProcess.parts(folder), Tenant.DEFAULT);
    }

    List<Part> parts() {
        return new JdbcArchive(database, Tenant.DEFAULT).parts();
    }

    Path file(Part part) {
        return folder.resolve("parts").resolve(part.file());
    }

    List<String> files() throws IOException {
        try (var files = Files.list(folder.resolve("parts"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    Archivist archivist(Instant now) throws Exception {
        return ArchiveProcess.archivist(folder, database, now);
    }

    /// Rows of one moment, and a checkpoint over them. From the 3001st on they say more than their columns.
    void write(int number, Instant at) throws Exception {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < number; i++) {
                long sequence = written.size() + 1L;
                AuditEvent event = AuditEvent.own(
                        at.plusNanos(sequence * 1000), "sign-in", "user " + sequence, "10.0.0.1", "grüße", "row's");
                if (sequence > UNDETAILED) {
                    event = event.changing(null, "{\"grüße\":" + sequence + "}");
                }
                String previous = written.isEmpty()
                        ? AuditChain.START
                        : java.util.HexFormat.of().formatHex(written.getLast().hash());
                RawRow row = RawRow.of(AuditChain.append(sequence, at, event, previous));
                JdbcArchive.insert(connection, Tenant.DEFAULT, row);
                written.add(row);
            }
            connection.commit();
        }
        ArchiveProcess.sealer(folder, rows(), at).seal();
    }

    List<Long> inDatabase() throws SQLException {
        List<Long> sequences = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            TenantTransactions.enter(connection, Tenancy.of(Tenant.DEFAULT));
            StreamedRows.rows(connection, 0, Long.MAX_VALUE, row -> sequences.add(row.sequence()));
        }
        return sequences;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<Long> sequences(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
