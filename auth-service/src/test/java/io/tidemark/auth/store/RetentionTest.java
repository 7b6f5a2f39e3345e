package io.tidemark.auth.store;

import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.AuditQuery;
import io.tidemark.auth.audit.AuditRow;
import io.tidemark.auth.audit.Beginning;
import io.tidemark.auth.audit.Filed;
import io.tidemark.auth.audit.Finding.Kind;
import io.tidemark.auth.audit.Inspection;
import io.tidemark.auth.audit.Part;
import io.tidemark.auth.audit.RawRow;
import io.tidemark.auth.audit.RawRows;
import io.tidemark.auth.audit.Sealer;
import io.tidemark.auth.audit.Verification;
import io.tidemark.auth.seal.Checkpoint;
import io.tidemark.auth.seal.GrowingTree;
import io.tidemark.auth.seal.Proofs;
import io.tidemark.auth.seal.TreeHash;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/// What is old enough leaves the log, and all that stays is still provable. The log's three files
/// end with rows of the first day, of a month later, and of two months later; it is kept for a
/// year.
class RetentionTest extends ArchiveLog {
    private static final Period YEAR = Period.ofYears(1);
    private static final Instant DUE = BEGIN.plus(Duration.ofDays(365 + 40));
    private static final Instant LONG_AFTER = DUE.plus(Duration.ofDays(1));
    private static final Part FIRST = Part.of(1, 1_500);
    private static final Part SECOND = Part.of(1_501, 3_000);
    private static final Part THIRD = Part.of(3_001, 4_500);

    @Test
    void wholeFilesLeaveWhenAllTheirRowsAreOldEnoughAndTheLogSaysSo() throws Exception {
        archivist(LATER).run();

        List<Part> removed = retain(DUE);

        assertThat(removed).containsExactly(FIRST, SECOND);
        assertThat(parts()).containsExactly(THIRD);
        assertThat(all()).extracting(RawRow::sequence).first().isEqualTo(3_001L);
        RawRow said = all().getLast();
        assertThat(said.action() + " " + said.target()).isEqualTo("remove-audit rows 1 to 3000");
        Verification.Result result = verify();
        assertThat(result.findings()).isEmpty();
        assertThat(result.removed()).isEqualTo(3_000);
        assertThat(result.rows()).isEqualTo(said.sequence());
        assertThat(result.sealedRows()).isEqualTo(said.sequence());
    }

    @Test
    void theLogOfAnotherTenantBeginsWhereItDid() throws Exception {
        archivist(LATER).run();

        retain(DUE);

        assertThat(new JdbcArchive(database, Tenant.DEFAULT).beginning().size()).isEqualTo(3_000);
        assertThat(new JdbcArchive(database, new Tenant("acme")).beginning().size())
                .isZero();
    }

    @Test
    void nothingLeavesADayTooEarlyOrWhileItIsHeld() throws Exception {
        archivist(LATER).run();

        assertThat(retain(BEGIN.plus(Duration.ofDays(364)))).isEmpty();
        assertThat(ArchiveProcess.retention(folder, database, DUE, YEAR, true).run())
                .isEmpty();
        assertThat(ArchiveProcess.retention(folder, database, DUE, Period.ofYears(7), false)
                        .run())
                .isEmpty();

        assertThat(parts()).containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void noLogIsKeptForLessThanAYear() {
        for (Period tooShort : List.of(Period.ofMonths(11), Period.ofDays(3_000), Period.ofYears(-7))) {
            assertThatThrownBy(() -> ArchiveProcess.retention(folder, database, DUE, tooShort, false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("auth.audit.keep");
        }
    }

    @Test
    void filesGoWhenNobodyCanBeReadingThemAnyMore() throws Exception {
        archivist(LATER).run();

        retain(DUE);
        List<String> atOnce = files();
        retain(DUE.plus(Duration.ofMinutes(59)));
        List<String> soon = files();
        retain(DUE.plus(Duration.ofMinutes(61)));

        assertThat(atOnce).hasSize(3);
        assertThat(soon).hasSize(3);
        assertThat(files()).containsExactly(THIRD.file());
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void theLogGoesOnToGrowToBeSealedToMoveAndToLeave() throws Exception {
        archivist(LATER).run();
        retain(DUE);
        ArchiveProcess.sealer(folder, rows(), LONG_AFTER).seal();

        List<Part> moved = archivist(DUE.plus(Duration.ofDays(150))).run();
        List<Part> removed = retain(DUE.plus(Duration.ofDays(700)));

        assertThat(moved)
                .singleElement()
                .satisfies(part -> assertThat(part.first()).isEqualTo(4_501));
        assertThat(removed).hasSize(2).contains(THIRD);
        Verification.Result result = verify();
        assertThat(result.findings()).isEmpty();
        assertThat(result.removed()).isEqualTo(removed.getLast().last());
        assertThat(parts()).isEmpty();
        assertThat(archivist(DUE.plus(Duration.ofDays(700))).run()).isEmpty();
    }

    @Test
    void whatStaysIsProvedToBeInTheTreeThatWasSigned() throws Exception {
        archivist(LATER).run();
        retain(DUE);
        Inspection inspection = inspection();
        Checkpoint newest = inspection.newest().orElseThrow();
        byte[] root = Base64.getDecoder().decode(newest.root());

        for (long sequence : List.of(3_001L, 3_072L, 3_073L, 4_096L, 4_097L, newest.size())) {
            Inspection.InclusionProof proof = inspection.inclusion(sequence, newest.size());
            byte[] leaf = new TreeHash().leaf(row(sequence).hash());
            assertThat(proof.leaf()).isEqualTo(leaf);
            assertThat(Proofs.root(sequence - 1, newest.size(), leaf, proof.path()))
                    .hasValue(root);
        }
        for (Checkpoint first : sealer().checkpoints()) {
            if (first.size() >= 3_000) {
                byte[] earlier = Base64.getDecoder().decode(first.root());
                List<byte[]> proof = inspection.consistency(first.size(), newest.size());
                assertThat(Proofs.consistent(first.size(), earlier, newest.size(), root, proof))
                        .as(first.note())
                        .isTrue();
            }
        }
    }

    @Test
    void whatWasRemovedIsNotProvedAndTheReasonIsSaid() throws Exception {
        archivist(LATER).run();
        retain(DUE);

        assertThat(problem(() -> inspection().inclusion(3_000, 4_000)).errors())
                .singleElement()
                .satisfies(e -> assertThat(e.message()).contains("rows up to 3000 were removed by retention"));
        assertThat(problem(() -> inspection().consistency(1_500, 4_000)).errors())
                .singleElement()
                .satisfies(e -> assertThat(e.field()).isEqualTo("first"));
    }

    @Test
    void whatIsLeftIsVerifiedOfflineWithTheBeginning() throws Exception {
        archivist(LATER).run();
        retain(DUE);
        Path beginning = Files.writeString(
                folder.resolve("beginning.txt"),
                inspection().beginning().orElseThrow().text());
        String export = export(4_500).toString();
        String file = file(THIRD).toString();

        assertThat(offline(List.of(beginning.toString(), file, export)))
                .startsWith("0 ")
                .contains("the first 3000 were removed by retention");
        assertThat(offline(List.of(file, export))).startsWith("1 ").contains("row-missing");
        Files.writeString(beginning, Files.readString(beginning).replace("behind row 3000", "behind row 2999"));
        assertThat(offline(List.of(beginning.toString(), file, export))).startsWith("2 ");
    }

    @Test
    void whoeverRemovesRowsPastTheServiceIsFound() throws Exception {
        archivist(LATER).run();
        Beginning forged = behindSecond();
        execute("INSERT INTO audit_removed VALUES ('default', 3000, '\\x" + hex(forged.last()) + "', '\\x"
                + String.join(
                        "", forged.peaks().stream().map(RetentionTest::hex).toList()) + "', '"
                + forged.checkpoint() + "', now())");

        assertThat(verify().findings()).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Kind.REMOVED_UNSAID);
            assertThat(f.to()).isEqualTo(3_000);
        });
    }

    @Test
    void peaksThatWereChangedAreNotWhatWasSigned() throws Exception {
        archivist(LATER).run();
        retain(DUE);
        execute("ALTER TABLE audit_removed DISABLE TRIGGER USER");
        execute("UPDATE audit_removed SET peaks = set_byte(peaks, 5, (get_byte(peaks, 5) + 1) % 256)");

        assertThat(verify().findings()).extracting(f -> f.kind()).contains(Kind.NOT_AS_SEALED);
    }

    @Test
    void aFileWithAChangedRowOrNoneAtAllStays() throws Exception {
        archivist(LATER).run();
        Path file = file(FIRST);
        byte[] whole = Files.readAllBytes(file);
        Files.copy(file(THIRD), file, StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> retain(LONG_AFTER.plus(Duration.ofDays(700)))).isInstanceOf(Sealer.BrokenLog.class);
        Files.delete(file);
        assertThatThrownBy(() -> retain(DUE)).isInstanceOf(RawRows.LostPart.class);
        Files.write(file, whole);

        assertThat(parts()).hasSize(3);
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void whatSaysWhereTheLogBeginsCannotBeChangedAndSearchesGoOn() throws Exception {
        archivist(LATER).run();
        retain(DUE);

        for (String sql :
                List.of("DELETE FROM audit_removed", "UPDATE audit_removed SET last = 1", "TRUNCATE audit_removed")) {
            assertThatThrownBy(() -> execute(sql)).as(sql).hasMessageContaining("append-only");
        }
        assertThat(ArchiveProcess.parts(folder).find(THIRD, AuditQuery.ALL, 1)).hasSize(1);
    }

    private List<Part> retain(Instant now) throws Exception {
        return ArchiveProcess.retention(folder, database, now, YEAR, false).run();
    }

    private Sealer sealer() throws Exception {
        return ArchiveProcess.sealer(folder, rows(), LONG_AFTER);
    }

    private Inspection inspection() throws Exception {
        return new Inspection(
                rows(), new JdbcArchive(database, Tenant.DEFAULT), sealer(), new Unused(), () -> LONG_AFTER);
    }

    private RawRow row(long sequence) {
        return all().stream().filter(r -> r.sequence() == sequence).findFirst().orElseThrow();
    }

    /// What somebody who can read everything would write.
    private Beginning behindSecond() throws Exception {
        List<byte[]> hashes = new ArrayList<>();
        GrowingTree tree = new GrowingTree();
        for (RawRow row : all().subList(0, 3_000)) {
            tree.add(row.hash());
            hashes.add(row.hash());
        }
        String note = sealer().checkpoints().stream()
                .filter(c -> c.size() == 3_000)
                .findFirst()
                .orElseThrow()
                .note();
        return new Beginning(3_000, hashes.getLast(), tree.edge(), note);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static ProblemException problem(ThrowingCallable work) {
        return (ProblemException) catchThrowable(work);
    }

    /// Nothing is written to it here.
    private static final class Unused implements AuditLog {
        @Override
        public void file(List<Filed> events) {
            throw new UnsupportedOperationException("proofs are not in the log");
        }

        @Override
        public List<AuditRow> find(AuditQuery query, int limit) {
            throw new UnsupportedOperationException("proofs need no search");
        }
    }
}
