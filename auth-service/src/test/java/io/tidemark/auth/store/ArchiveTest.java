package io.tidemark.auth.store;

import io.tidemark.auth.audit.AuditChain;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditQuery;
import io.tidemark.auth.audit.AuditRow;
import io.tidemark.auth.audit.Finding.Kind;
import io.tidemark.auth.audit.Part;
import io.tidemark.auth.audit.PartFolder;
import io.tidemark.auth.audit.RawRow;
import io.tidemark.auth.audit.Sealer;
import io.tidemark.platform.tenant.Tenant;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Old rows of the log in files. A run is killed at random moments: `-Dtidemark.kills=N`.
class ArchiveTest extends ArchiveLog {
    private static final int KILLS = Integer.getInteger("tidemark.kills", 3);

    @Test
    void oldRowsMoveToFilesThatEndWhereACheckpointWasSigned() throws Exception {
        List<Part> made = archivist(LATER).run();

        assertThat(made).containsExactly(Part.of(1, 1_500), Part.of(1_501, 3_000), Part.of(3_001, 4_500));
        assertThat(inDatabase()).containsExactlyElementsOf(sequences(4_501, 4_513));
        assertThat(files())
                .containsExactlyInAnyOrderElementsOf(
                        made.stream().map(Part::file).toList());
        requireAll(4_513);
    }

    @Test
    void theFirstEventOfAMoveSaysWhichRows() throws Exception {
        archivist(LATER).run();

        AuditRow event = all().get(4_510).toRow();
        assertThat(event.event().action()).isEqualTo("archive-audit");
        assertThat(event.event().target()).isEqualTo("rows 1 to 1500 in audit-000000000001-000000001500.parquet");
    }

    @Test
    void theLogOfAnotherTenantStaysAsItIs() throws Exception {
        Tenant acme = new Tenant("acme");
        List<RawRow> own = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            String previous = AuditChain.START;
            for (long sequence = 1; sequence <= 10; sequence++) {
                AuditEvent event = AuditEvent.own(BEGIN, "sign-in", "eve@acme", "10.0.0.1", "", "row " + sequence);
                AuditRow row = AuditChain.append(sequence, BEGIN, event, previous);
                JdbcArchive.insert(connection, acme, RawRow.of(row));
                previous = row.hash();
            }
            connection.commit();
        }

        archivist(LATER).run();

        new StreamedRows(database, new PartFolder(folder.resolve("parts@acme")), acme).forEach(0, own::add);
        assertThat(own).extracting(RawRow::sequence).containsExactlyElementsOf(sequences(1, 10));
        assertThat(own).extracting(RawRow::subject).containsOnly("eve@acme");
        assertThat(new JdbcArchive(database, acme).parts()).isEmpty();
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void rowsStayUntilTheyAreOldEnoughAndWorthAFile() throws Exception {
        Instant old = BEGIN.plus(ArchiveProcess.KEEP);

        assertThat(archivist(old.plus(Duration.ofDays(29))).run()).isEmpty();
        assertThat(archivist(old.plus(Duration.ofDays(31))).run()).containsExactly(Part.of(1, 1_500));
        assertThat(archivist(old.plus(Duration.ofDays(31))).run()).isEmpty();
        assertThat(archivist(old.plus(Duration.ofDays(61))).run()).containsExactly(Part.of(1_501, 3_000));
    }

    @Test
    void aRowThatWasChangedStaysWhereItIsAndNoFileIsLeft() throws Exception {
        execute("ALTER TABLE audit DISABLE TRIGGER USER");
        execute("UPDATE audit SET subject = 'mallory' WHERE sequence = 2000");
        execute("ALTER TABLE audit ENABLE TRIGGER USER");

        assertThatThrownBy(() -> archivist(LATER).run())
                .isInstanceOf(Sealer.BrokenLog.class)
                .hasMessageContaining("row 2000");

        assertThat(parts()).containsExactly(Part.of(1, 1_500));
        assertThat(files()).containsExactly(Part.of(1, 1_500).file());
        assertThat(verify().findings()).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Kind.ROW_CHANGED);
            assertThat(f.from()).isEqualTo(2_000);
        });
    }

    @Test
    void aFileThatIsGoneIsNamedAndWhatIsBehindItIsStillHeldAgainstItself() throws Exception {
        archivist(LATER).run();
        Files.delete(file(Part.of(1_501, 3_000)));

        assertThat(verify().findings()).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Kind.FILE_LOST);
            assertThat(f.from()).isEqualTo(1_501);
            assertThat(f.to()).isEqualTo(3_000);
        });
        execute("ALTER TABLE audit DISABLE TRIGGER USER");
        execute("UPDATE audit SET subject = 'mallory' WHERE sequence = 4505");
        assertThat(verify().findings()).extracting(f -> f.kind()).containsExactly(Kind.FILE_LOST, Kind.ROW_CHANGED);
    }

    @Test
    void damageOfAFileIsFoundUnlessItChangesNoRow() throws Exception {
        archivist(LATER).run();
        Path file = file(Part.of(1, 1_500));
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(7);

        int found = 0;
        for (int i = 0; i < 40; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, damaged);
            if (verify().intact()) {
                requireAll(4_513);
            } else {
                found++;
            }
        }
        assertThat(found).isGreaterThan(30);
        Files.write(file, whole);
        requireAll(4_513);
    }

    @Test
    void filesFromBeforeRowsHadDetailsAreReadVerifiedAndGoneOnFrom() throws Exception {
        Instant old = BEGIN.plus(ArchiveProcess.KEEP);
        archivist(old.plus(Duration.ofDays(61))).run();
        assertThat(parts()).containsExactly(Part.of(1, 1_500), Part.of(1_501, 3_000));
        for (Part part : parts()) {
            withoutDetails(file(part));
        }

        List<Part> further = archivist(LATER).run();

        assertThat(further).containsExactly(Part.of(3_001, 4_500));
        requireAll(4_513);
        List<String> inputs = new ArrayList<>(
                parts().stream().map(part -> file(part).toString()).toList());
        inputs.add(export(4_500).toString());
        assertThat(offline(inputs)).startsWith("0 4513 rows, the first 4510 as sealed");
    }

    /// As files were written before.
    private static void withoutDetails(Path file) throws Exception {
        try (Connection duck = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = duck.createStatement()) {
            statement.execute("copy (select * exclude detail from read_parquet('" + file + "') order by sequence) to '"
                    + file + ".old' (format parquet)");
        }
        Files.move(Path.of(file + ".old"), file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void rowsOfAnotherLogInAFileAreNotWhatWasSealed() throws Exception {
        archivist(LATER).run();
        Files.copy(file(Part.of(3_001, 4_500)), file(Part.of(1_501, 3_000)), StandardCopyOption.REPLACE_EXISTING);

        assertThat(verify().findings()).extracting(f -> f.kind()).contains(Kind.ROW_MISSING, Kind.CHAIN_BROKEN);
    }

    @Test
    void filesAreSearchedLikeTheDatabase() throws Exception {
        archivist(LATER).run();
        AuditQuery query = new AuditQuery(
                Set.of("sign-in", "none"),
                Set.of("user 1499", "user 1498", "user's"),
                Set.of("auth"),
                Set.of(),
                Set.of(),
                Set.of("t'", "row"),
                java.util.Optional.of(BEGIN),
                java.util.Optional.of(LATER),
                java.util.Optional.of(1_500L));

        List<RawRow> found = ArchiveProcess.parts(folder).find(Part.of(1, 1_500), query, 5);

        assertThat(found).extracting(RawRow::sequence).containsExactly(1_499L, 1_498L);
    }

    @Test
    void rowsThatNoFileHasCannotBeDeletedAndPartsNeither() throws Exception {
        archivist(BEGIN.plus(Duration.ofDays(122))).run();

        for (String sql : List.of(
                "DELETE FROM audit",
                "DELETE FROM audit WHERE sequence = 4505",
                "UPDATE audit SET count = 2",
                "TRUNCATE audit",
                "DELETE FROM audit_part",
                "UPDATE audit_part SET last = 4505",
                "TRUNCATE audit_part")) {
            assertThatThrownBy(() -> execute(sql)).as(sql).hasMessageContaining("append-only");
        }
        requireAll(written.size() + parts().size());
    }

    @Test
    void aPartThatDoesNotFollowIsNotTaken() throws Exception {
        JdbcArchive archive = new JdbcArchive(database, Tenant.DEFAULT);
        AuditEvent event = AuditEvent.own(LATER, "archive-audit", "auth", "local", "", "");

        assertThat(archive.take(Part.of(2, 10), event)).isFalse();
        assertThat(archive.take(Part.of(1, 10), event)).isTrue();
        assertThat(archive.take(Part.of(1, 10), event)).isFalse();

        assertThat(inDatabase()).containsExactlyElementsOf(sequences(11, 4_511));
    }

    @Test
    void filesAndTheRestAreVerifiedOffline() throws Exception {
        archivist(LATER).run();
        List<String> inputs = new ArrayList<>(
                parts().stream().map(part -> file(part).toString()).toList());
        inputs.add(export(4_500).toString());

        assertThat(offline(inputs)).startsWith("0 4513 rows, the first 4510 as sealed");
        inputs.remove(1);
        assertThat(offline(inputs)).startsWith("1 ").contains("row-missing");
    }

    @Test
    void killedAtAnyMomentNothingIsLostOrDoubled() throws Exception {
        Random random = new Random();
        int unfinished = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = process();
            assertThat(process.inputReader().readLine()).as(log()).isEqualTo("ready");
            TimeUnit.MILLISECONDS.sleep(random.nextInt(700));
            process.destroyForcibly().waitFor();
            unfinished += parts().size() < 3 ? 1 : 0;
            requireAll(written.size() + parts().size());
        }
        Process last = process();
        assertThat(last.waitFor()).as(log()).isZero();

        assertThat(parts()).hasSize(3);
        assertThat(files()).hasSize(3);
        requireAll(4_513);
        if (KILLS >= 20) {
            assertThat(unfinished).as("kills in the middle").isPositive();
        }
    }

    private Process process() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ArchiveProcess.class.getName(),
                        folder.toString(),
                        url,
                        LATER.toString())
                .redirectError(folder.resolve("process.log").toFile())
                .start();
    }

    private String log() throws IOException {
        Path log = folder.resolve("process.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }
}
