package io.tidemark.history.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.content.Known;
import io.tidemark.history.snapshot.Manifest;
import io.tidemark.platform.client.Json;
import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class DuckDbVerifierTest {

    private static final ManifestReader MANIFESTS = new ManifestReader(Json.lenient(), 1 << 20);

    @TempDir
    Path folder;

    private SampleSnapshot snapshot;
    private final DuckDbVerifier verifier = new DuckDbVerifier(
            new FileCheck(new Known(Duration.ofMinutes(1), InstantSource.system())),
            "256MB",
            Duration.ofMinutes(1),
            1000,
            1 << 20);

    @BeforeEach
    void writeSnapshot() {
        snapshot = SampleSnapshot.in(folder, "srv");
    }

    @Test
    void acceptsWhatIsTrue() {
        assertThatCode(() -> verifier.verify(folder, manifest())).doesNotThrowAnyException();
    }

    @Test
    void acceptsEntriesInSeveralFiles() throws IOException {
        Files.copy(folder.resolve(SampleSnapshot.ENTRIES), folder.resolve("entries-00001.parquet"));
        snapshot.describe("entries-00001.parquet", "entries", 5);
        snapshot.counts().put("entries", 10).put("files", 6).put("symlinks", 2).put("others", 2);
        snapshot.counts().put("sizeBytes", 10210).put("allocatedBytes", 24576);

        assertThatCode(() -> verifier.verify(folder, manifest())).doesNotThrowAnyException();
    }

    @Test
    void acceptsTheLargestFigureForALargerSum() {
        snapshot.writeEntries(SampleSnapshot.ENTRY_ROWS.replace("100, 4096, 11", "9223372036854775807, 4096, 11"), 5);
        snapshot.counts().put("sizeBytes", Long.MAX_VALUE);

        assertThatCode(() -> verifier.verify(folder, manifest())).doesNotThrowAnyException();
    }

    @Test
    void refusesAFlippedByte() {
        byte[] content = snapshot.content(SampleSnapshot.ENTRIES);
        content[content.length / 2] ^= 1;
        snapshot.content(SampleSnapshot.ENTRIES, content);

        ProblemException refusal = refusal();

        assertThat(refusal.code()).isEqualTo(IngestProblem.SNAPSHOT_DAMAGED);
        assertThat(refusal.detail()).startsWith("SHA-256 of entries-00000.parquet is ");
    }

    @Test
    void refusesATruncatedFile() {
        byte[] content = snapshot.content(SampleSnapshot.ENTRIES);
        snapshot.content(SampleSnapshot.ENTRIES, Arrays.copyOf(content, content.length - 1));

        ProblemException refusal = refusal();

        assertThat(refusal.code()).isEqualTo(IngestProblem.SNAPSHOT_DAMAGED);
        assertThat(refusal.detail())
                .contains("size of entries-00000.parquet is " + (content.length - 1))
                .contains("entries-00000.parquet is no Parquet file");
    }

    @Test
    void refusesDamagedPagesThatTheManifestDescribesTruthfully() {
        byte[] content = snapshot.content(SampleSnapshot.ENTRIES);
        Arrays.fill(content, 4, content.length / 2, (byte) 0x5a);
        snapshot.content(SampleSnapshot.ENTRIES, content);
        snapshot.describe(SampleSnapshot.ENTRIES, "entries", 5);

        ProblemException refusal = refusal();

        assertThat(refusal.code()).isEqualTo(IngestProblem.SNAPSHOT_DAMAGED);
    }

    @Test
    void refusesAMissingPart() throws IOException {
        Files.delete(folder.resolve(SampleSnapshot.DIRECTORIES));

        ProblemException refusal = refusal();

        assertThat(refusal.code()).isEqualTo(IngestProblem.SNAPSHOT_INCOMPLETE);
        assertThat(refusal.detail()).isEqualTo("directories-00000.parquet was not uploaded");
    }

    @Test
    void refusesAPartThatTheManifestDoesNotName() throws IOException {
        Files.write(folder.resolve("entries-00001.parquet"), new byte[] {1});

        ProblemException refusal = refusal();

        assertThat(refusal.code()).isEqualTo(IngestProblem.SNAPSHOT_DAMAGED);
        assertThat(refusal.detail()).isEqualTo("the manifest has no entries-00001.parquet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entries",
                "directories",
                "files",
                "symlinks",
                "others",
                "sizeBytes",
                "allocatedBytes",
                "directoryBytes",
                "directoryAllocatedBytes"
            })
    void refusesAnyFigureThatIsNotThatOfTheContent(String figure) {
        ObjectNode counts = snapshot.counts();
        long truth = counts.get(figure).asLong();
        counts.put(figure, truth + 1);

        ProblemException refusal = refusal();

        assertThat(refusal.code()).isEqualTo(IngestProblem.SNAPSHOT_DAMAGED);
        assertThat(refusal.detail())
                .isEqualTo("counts." + figure + " is " + truth + ", the manifest says " + (truth + 1));
    }

    @Test
    void refusesAWrongNumberOfRows() {
        snapshot.describe(SampleSnapshot.ENTRIES, "entries", 6);

        ProblemException refusal = refusal();

        assertThat(refusal.detail()).isEqualTo("number of rows of entries-00000.parquet is 5, the manifest says 6");
    }

    @Test
    void refusesAMissingColumn() {
        snapshot.writeEntries("SELECT * EXCLUDE (inode) FROM (" + SampleSnapshot.ENTRY_ROWS + ")", 5);

        ProblemException refusal = refusal();

        assertThat(refusal.detail()).isEqualTo("entries-00000.parquet has no column inode");
    }

    @Test
    void refusesAColumnOfAnotherType() {
        snapshot.writeEntries("SELECT * REPLACE (size::VARCHAR AS size) FROM (" + SampleSnapshot.ENTRY_ROWS + ")", 5);

        ProblemException refusal = refusal();

        assertThat(refusal.detail()).isEqualTo("column size of entries-00000.parquet is VARCHAR, not BIGINT");
    }

    @Test
    void refusesEntriesWithoutName() {
        snapshot.writeEntries(
                "SELECT * REPLACE (CASE WHEN size = 0 THEN NULL ELSE name END AS name) FROM ("
                        + SampleSnapshot.ENTRY_ROWS + ")",
                5);

        ProblemException refusal = refusal();

        assertThat(refusal.detail()).isEqualTo("there are 1 entries without name, size or inode");
    }

    @Test
    void refusesWhatUnpacksToTooMuchBeforeUnpackingIt() {
        snapshot.writeEntries(
                "SELECT * REPLACE (repeat('x', 2000000) || row_number() OVER () AS name) FROM ("
                        + SampleSnapshot.ENTRY_ROWS + ")",
                5);

        ProblemException refusal = refusal();

        assertThat(snapshot.content(SampleSnapshot.ENTRIES).length).isLessThan(1 << 20);
        assertThat(refusal.detail()).isEqualTo("entries-00000.parquet unpacks to more than 1048576 bytes");
    }

    @Test
    void refusesMoreRowsThanAllowed() {
        snapshot.writeEntries("SELECT r.* FROM (" + SampleSnapshot.ENTRY_ROWS + ") r, range(201)", 1005);

        ProblemException refusal = refusal();

        assertThat(refusal.detail()).isEqualTo("entries-00000.parquet has more than 1000 rows");
    }

    private ProblemException refusal() {
        return catchThrowableOfType(ProblemException.class, () -> verifier.verify(folder, manifest()));
    }

    private Manifest manifest() throws IOException {
        return MANIFESTS
                .read(snapshot.id(), new ByteArrayInputStream(snapshot.manifestBytes()))
                .manifest();
    }
}
