package io.tidemark.auth.audit;

import io.tidemark.auth.audit.Finding.Kind;
import io.tidemark.auth.seal.Checkpoint;
import io.tidemark.auth.seal.CheckpointFile;
import io.tidemark.auth.seal.NoteKey;
import io.tidemark.auth.seal.NoteVerifier;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/// A log of 30 rows, signed at 10 and at 20, and somebody who may do anything to the database but does not have the
/// key.
class TamperingTest {
    private static final String LOG = "tidemark-auth/audit";
    private static final Instant NOON = Instant.parse("2026-01-01T13:00:00Z");

    private final MemoryLog log = new MemoryLog();
    private final NoteKey key = NoteKey.parse(LOG, NoteKey.generate());
    private Instant now = NOON;

    @TempDir
    Path folder;

    @BeforeEach
    void aSealedLog() {
        Sealer sealer = sealer();
        log.write(10, "user");
        sealer.seal();
        log.write(10, "user");
        sealer.seal();
        log.write(10, "user");
    }

    @Test
    void anUntouchedLogIsIntactAndSaysHowFarItIsSealed() {
        Verification.Result result = verify();

        assertThat(result.findings()).isEmpty();
        assertThat(result.rows()).isEqualTo(30);
        assertThat(result.sealedRows()).isEqualTo(20);
        assertThat(result.checkpoints()).isEqualTo(2);
    }

    @Test
    void aChangedRowIsNamed() {
        log.change(7, row -> MemoryLog.withSubject(row, "mallory"));

        assertFound(tuple(Kind.ROW_CHANGED, 7L, 7L));
    }

    @Test
    void aDetailThatWasAddedIsNamed() {
        log.change(7, row -> MemoryLog.withDetail(row, "{\"after\":1}"));

        assertFound(tuple(Kind.ROW_CHANGED, 7L, 7L));
    }

    @Test
    void aChangedRowWithAllHashesMadeAnewIsNotWhatWasSealed() {
        log.change(15, row -> MemoryLog.withSubject(row, "mallory"));
        log.hashAnew();

        assertFound(tuple(Kind.NOT_AS_SEALED, 11L, 20L));
    }

    @Test
    void aRemovedRowIsNamedAndSoIsOneThatWasClosedUp() {
        MemoryLog backup = log.copy();
        log.remove(7);

        assertThat(verify().findings()).extracting(Finding::kind).contains(Kind.ROW_MISSING, Kind.CHAIN_BROKEN);
        assertThat(verify().findings().getFirst().from()).isEqualTo(7);

        log.restore(backup);
        log.remove(7);
        log.hashAnew();
        assertFound(tuple(Kind.NOT_AS_SEALED, 1L, 10L));
    }

    @Test
    void anInsertedRowIsNotWhatWasSealed() {
        log.rows().add(4, MemoryLog.withSubject(log.rows().get(4), "mallory"));
        log.hashAnew();

        assertFound(tuple(Kind.NOT_AS_SEALED, 1L, 10L));
    }

    @Test
    void rowsThatChangedPlacesAreFoundWithAndWithoutNewHashes() {
        MemoryLog backup = log.copy();
        log.swap(12, 13);

        assertThat(verify().findings().getFirst())
                .extracting(Finding::kind, Finding::from)
                .containsExactly(Kind.ROW_MISSING, 12L);

        log.restore(backup);
        log.swap(12, 13);
        log.hashAnew();
        assertThat(verify().findings()).extracting(Finding::kind).contains(Kind.NOT_AS_SEALED);
    }

    @Test
    void aCutTailIsFoundDownToTheLastCheckpoint() {
        log.cut(17);

        assertFound(tuple(Kind.CUT_OFF, 18L, 20L));
    }

    @Test
    void anOlderBackupThatWasPutBackIsFoundBeforeAndAfterNewRowsCame() {
        MemoryLog backup = log.copy();
        backup.cut(12);
        log.restore(backup);

        assertFound(tuple(Kind.CUT_OFF, 13L, 20L));

        log.write(30, "after the restore ");
        assertFound(tuple(Kind.NOT_AS_SEALED, 11L, 20L));
    }

    @Test
    void twoBranchesCannotBothBeSealed() {
        MemoryLog fork = log.copy();
        fork.cut(20);
        fork.write(5, "other");
        Sealer sealer = sealer();
        sealer.seal();
        Sealer other = new Sealer(fork, key, file(), List.of(), () -> now);

        assertThatThrownBy(other::seal).isInstanceOf(Sealer.BrokenLog.class);
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void theSealerStopsAtARowThatDoesNotFollowAndGoesOnWhenItIsMended() {
        Sealer sealer = sealer();
        sealer.seal();
        log.write(5, "user");
        MemoryLog good = log.copy();
        log.change(33, row -> MemoryLog.withSubject(row, "mallory"));

        assertThatThrownBy(sealer::seal).isInstanceOf(Sealer.BrokenLog.class).hasMessageContaining("row 33");

        log.restore(good);
        assertThat(sealer.seal().map(Checkpoint::size)).isEqualTo(Optional.of(35L));
        assertThat(verify().sealedRows()).isEqualTo(35);
    }

    @Test
    void checkpointsOfAnotherKeyAreNamedAndProveNothing() {
        NoteVerifier other = NoteKey.parse(LOG, NoteKey.generate()).verifier();

        Verification.Result result = verify(other);

        assertThat(result.findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.FOREIGN_CHECKPOINT, Kind.FOREIGN_CHECKPOINT);
        assertThat(result.sealedRows()).isZero();
    }

    @Test
    void aClockThatWasSetBackShowsInRowsAndNeverInCheckpoints() {
        log.change(25, row -> MemoryLog.writtenAt(row, NOON.minusSeconds(99_999)));
        log.hashAnew();

        assertThat(verify().findings()).extracting(Finding::kind).contains(Kind.CLOCK_BACK);

        now = NOON.minusSeconds(86_400);
        MemoryLog good = new MemoryLog();
        good.write(20, "user");
        Sealer sealer = new Sealer(good, key, file(), List.of(), () -> now);
        good.write(1, "user");
        assertThat(sealer.seal().map(Checkpoint::at)).isEqualTo(Optional.of(NOON));
    }

    @Test
    void nothingIsSignedTwice() {
        Sealer sealer = sealer();

        assertThat(sealer.seal()).isPresent();
        assertThat(sealer.seal()).isEmpty();
        assertThat(sealer().seal()).isEmpty();
    }

    @Test
    void anExportIsVerifiedWithoutAnyService() throws Exception {
        Path export = export(log);

        assertThat(offline(export, key.verifier()))
                .startsWith("0 ")
                .contains("30 rows, the first 20 as sealed", "intact");
        log.change(15, row -> MemoryLog.withSubject(row, "mallory"));
        log.hashAnew();
        assertThat(offline(export(log), key.verifier()))
                .startsWith("1 ")
                .contains("not-as-sealed: rows 11 to 20", "NOT INTACT");
        Files.writeString(export, "{\"sequence\":1}\n");
        assertThat(offline(export, key.verifier())).startsWith("2 ").contains("cannot be verified");
    }

    private void assertFound(Tuple... findings) {
        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::from, Finding::to)
                .containsExactly(findings);
    }

    private Path export(MemoryLog rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        rows.forEach(0, row -> {
            out.writeBytes(ExportedRow.line(row));
            out.write('\n');
        });
        return Files.write(folder.resolve("export.ndjson"), out.toByteArray());
    }

    private String offline(Path export, NoteVerifier verifier) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = VerifyExport.run(
                new String[] {export.toString(), folder.resolve("checkpoints").toString(), verifier.toString()},
                new PrintStream(out, true, StandardCharsets.UTF_8));
        return exit + " " + out.toString(StandardCharsets.UTF_8);
    }

    private Verification.Result verify() {
        return verify(key.verifier());
    }

    private Verification.Result verify(NoteVerifier verifier) {
        Verification verification = new Verification(verifier, file().notes());
        log.forEach(0, verification);
        return verification.result();
    }

    private Sealer sealer() {
        return new Sealer(log, key, file(), List.of(), () -> now);
    }

    private CheckpointFile file() {
        return new CheckpointFile(folder.resolve("checkpoints"));
    }
}
