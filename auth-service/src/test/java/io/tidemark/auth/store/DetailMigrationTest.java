package io.tidemark.auth.store;

import io.tidemark.auth.audit.AuditChain;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditRow;
import io.tidemark.auth.audit.RawRow;
import io.tidemark.auth.audit.RawRows;
import io.tidemark.auth.audit.Sealer;
import io.tidemark.auth.audit.Verification;
import io.tidemark.auth.seal.NoteKey;
import io.tidemark.platform.postgres.EmbeddedDatabase;
import io.tidemark.platform.tenant.Tenant;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;

/// A log that was written and sealed before rows could say their trace and sides.
class DetailMigrationTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String PASSWORD = "test";
    private static final String OLD = "INSERT INTO audit (tenant, sequence, recorded_at, at, service, action, subject,"
            + " client, reason, target, count, previous, hash) VALUES ('default', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    @TempDir
    Path folder;

    @Test
    void rowsAndCheckpointsFromBeforeHoldBesideNewRows() throws Exception {
        EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("postgres"), 0, PASSWORD);
        try {
            server.ensureDatabase("grown", PASSWORD);
            DataSource database = ArchiveProcess.database("jdbc:postgresql://127.0.0.1:" + server.port()
                    + "/grown?user=grown&password=" + PASSWORD + "&options=-c%20tidemark.tenant=*");
            Files.writeString(folder.resolve("key"), NoteKey.generate());
            RawRows rows = new StreamedRows(database, ArchiveProcess.parts(folder), Tenant.DEFAULT);
            Flyway.configure().dataSource(database).target("21.2").load().migrate();
            AuditRow last = writeOld(database);

            Flyway.configure().dataSource(database).load().migrate();
            sealAs(rows, NOON.plusSeconds(60));
            AuditEvent event = event(4).changing("{\"disabled\":false}", "{\"disabled\":true}");
            insert(database, RawRow.of(AuditChain.append(4, NOON, event, last.hash())));
            sealAs(rows, NOON.plusSeconds(120));

            assertThat(details(rows))
                    .containsExactly("", "", "", "{\"before\":{\"disabled\":false},\"after\":{\"disabled\":true}}");
            Verification.Result result = verify(rows);
            assertThat(result.findings()).isEmpty();
            assertThat(result.sealedRows()).isEqualTo(4);
        } finally {
            server.stop();
        }
    }

    private static AuditRow writeOld(DataSource database) throws Exception {
        AuditRow last = AuditChain.append(1, NOON, event(1), AuditChain.START);
        insertOld(database, last);
        for (long sequence = 2; sequence <= 3; sequence++) {
            last = AuditChain.append(sequence, NOON, event(sequence), last.hash());
            insertOld(database, last);
        }
        return last;
    }

    private static AuditEvent event(long sequence) {
        return new AuditEvent(NOON, "auth", "sign-in", "user " + sequence, "10.0.0.1", "grüße", "row's", 1);
    }

    private static void insertOld(DataSource database, AuditRow row) throws Exception {
        AuditEvent event = row.event();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(OLD)) {
            statement.setLong(1, row.sequence());
            statement.setObject(2, row.recordedAt().atOffset(ZoneOffset.UTC));
            statement.setObject(3, event.at().atOffset(ZoneOffset.UTC));
            statement.setString(4, event.service());
            statement.setString(5, event.action());
            statement.setString(6, event.subject());
            statement.setString(7, event.client());
            statement.setString(8, event.reason());
            statement.setString(9, event.target());
            statement.setLong(10, event.count());
            statement.setBytes(11, HexFormat.of().parseHex(row.previous()));
            statement.setBytes(12, HexFormat.of().parseHex(row.hash()));
            statement.executeUpdate();
        }
    }

    private static void insert(DataSource database, RawRow row) throws Exception {
        try (Connection connection = database.getConnection()) {
            JdbcArchive.insert(connection, Tenant.DEFAULT, row);
        }
    }

    private void sealAs(RawRows rows, Instant at) throws Exception {
        ArchiveProcess.sealer(folder, rows, at).seal();
    }

    private static List<String> details(RawRows rows) {
        List<String> details = new ArrayList<>();
        rows.forEach(0, row -> details.add(row.detail()));
        return details;
    }

    private Verification.Result verify(RawRows rows) throws Exception {
        Sealer sealer = ArchiveProcess.sealer(folder, rows, NOON.plusSeconds(180));
        Verification verification = new Verification(sealer.verifier(), sealer.notes());
        rows.forEach(Long.MIN_VALUE, verification);
        return verification.result();
    }
}
