package io.tidemark.history.store;

import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotStore;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What every snapshot store does.
abstract class SnapshotStoreTest {

    private static final PartName ENTRIES = new PartName("entries-00000.parquet");

    private final SnapshotLocation location =
            SnapshotLocation.of(new ServerName("srv"), Instant.parse("2026-01-02T23:59:59Z"), SampleSnapshot.newId());

    abstract SnapshotStore store();

    @Test
    void answersWhatWasSealed() throws IOException {
        Path upload = upload("content");

        store().seal(location, upload, new byte[] {1, 2});

        assertThat(store().manifest(location))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1, 2));
        assertThat(store().part(location, ENTRIES)).hasContent("content");
        assertThat(upload).doesNotExist();
    }

    @Test
    void hasNoManifestOfWhatWasNeverSealed() throws IOException {
        assertThat(store().manifest(location)).isEmpty();
    }

    @Test
    void keepsTheFirstOfTwoSealedAtOneLocation() throws IOException {
        store().seal(location, upload("first"), new byte[] {1});
        Path second = upload("second");

        assertThatThrownBy(() -> store().seal(location, second, new byte[] {2}))
                .isInstanceOf(FileAlreadyExistsException.class);

        assertThat(store().part(location, ENTRIES)).hasContent("first");
        assertThat(second.resolve(ENTRIES.value())).hasContent("second");
    }

    @Test
    void refusesPartsThatAreNotThere() throws IOException {
        store().seal(location, upload("content"), new byte[] {1});
        PartName missing = new PartName("entries-00001.parquet");

        assertThatThrownBy(() -> store().part(location, missing)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void leavesNothingBehindWhenItChecksThatItCanBeWrittenTo() throws IOException {
        store().checkWritable();

        assertThat(store().staging()).isEmptyDirectory();
    }

    private Path upload(String content) throws IOException {
        Path upload = Files.createTempDirectory(store().staging(), "upload");
        Files.writeString(upload.resolve(ENTRIES.value()), content);
        return upload;
    }
}
