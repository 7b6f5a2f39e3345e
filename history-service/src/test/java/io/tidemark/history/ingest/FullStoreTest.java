package io.tidemark.history.ingest;

import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.content.Known;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.store.FolderSnapshotStore;
import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/// A store on a volume of 4 MiB that others fill up.
class FullStoreTest {

    private static final int SIZE = 4 << 20;
    private static final int LITTLE = 100_000;
    private static final PartName ENTRIES = new PartName("entries-00000.parquet");

    @TempDir
    Path folder;

    private final CountingMeter meter = new CountingMeter();
    private final Upload upload = new Upload(SampleSnapshot.newId(), Optional.of(new ServerName("full-1")));
    private final byte[] content = new byte[800_000];
    private Path disk;
    private FolderSnapshotStore store;
    private ResumableParts parts;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", disk.toString()))
                .as("mounting needs root")
                .isZero();
        store = new FolderSnapshotStore(disk.resolve("store"));
        Admission admission = new Admission(store, meter, new Admission.Limits(SIZE, 0, 4));
        parts = new ResumableParts(
                new Staging(store.staging(), new Known(Duration.ofMinutes(1), InstantSource.system())),
                admission,
                meter,
                InstantSource.system());
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    @Test
    void givesTheSpaceBackWhenTheDiskBecomesFullDuringAnUpload() throws IOException {
        SnapshotLocation sealed = seal();
        InputStream filling = new FilterInputStream(new ByteArrayInputStream(content)) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                fill();
                return super.read(bytes, offset, length);
            }
        };

        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> create(filling));

        assertThat(refusal.code()).isEqualTo(IngestProblem.STORE_FULL);
        assertThat(store.staging()).isEmptyDirectory();
        assertThat(store.part(sealed, ENTRIES)).hasContent("sealed before");
        Files.delete(disk.resolve("filler"));
        assertThat(create(new ByteArrayInputStream(content)).complete()).isTrue();
    }

    @Test
    void refusesWhatHasNoRoomBeforeItComes() throws IOException {
        fill();

        ProblemException refusal =
                catchThrowableOfType(ProblemException.class, () -> create(new ByteArrayInputStream(content)));

        assertThat(refusal.code()).isEqualTo(IngestProblem.STORE_FULL);
        assertThat(store.staging()).isEmptyDirectory();
        assertThat(meter.refusals()).containsExactly("store-full");
    }

    private Progress create(InputStream from) throws IOException {
        return parts.create(
                upload, ENTRIES, Sha256.of(content), content.length, new Piece(from, Optional.empty(), true));
    }

    private SnapshotLocation seal() throws IOException {
        SnapshotLocation location =
                SnapshotLocation.of(new ServerName("full-1"), Instant.EPOCH, SampleSnapshot.newId());
        Path sealed = Files.createDirectory(store.staging().resolve("sealed"));
        Files.writeString(sealed.resolve(ENTRIES.value()), "sealed before");
        store.seal(location, sealed, new byte[] {1});
        return location;
    }

    /// Leaves only a little free.
    private void fill() {
        try {
            Path filler = disk.resolve("filler");
            if (!Files.exists(filler)) {
                Files.write(filler, new byte[(int) (store.freeBytes() - LITTLE)]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
