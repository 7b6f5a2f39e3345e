package io.tidemark.history.store;

import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What every snapshot store does.
abstract class SnapshotStoreTest {

    private static final PartName ENTRIES = new PartName("entries-00000.parquet");

    private static final StoredName ADDED = new StoredName("totals.json");

    @TempDir
    Path temporary;

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

    @Test
    void listsWhatIsSealed() throws IOException {
        SnapshotLocation other = SnapshotLocation.of(
                new ServerName("srv-2"), Instant.parse("2026-01-03T00:00:00Z"), SampleSnapshot.newId());
        store().seal(other, upload("other"), new byte[] {1});
        store().seal(location, upload("content"), new byte[] {1});

        assertThat(store().sealed()).containsExactly(other, location);
        assertThat(store().files(location)).containsExactly(Map.entry(StoredName.of(ENTRIES), 7L));
    }

    @Test
    void addsAFileToASealedSnapshot() throws IOException {
        store().seal(location, upload("content"), new byte[] {1});
        Path added = Files.writeString(temporary.resolve("added"), "more");

        store().put(location, ADDED, added);
        store().put(location, ADDED, added);

        assertThat(store().file(location, ADDED)).hasContent("more");
        assertThat(store().files(location)).containsOnlyKeys(ADDED, StoredName.of(ENTRIES));
        assertThat(store().staging()).isEmptyDirectory();
    }

    @Test
    void doesNotReplaceWhatANameHolds() throws IOException {
        store().seal(location, upload("content"), new byte[] {1});
        Path other = Files.writeString(temporary.resolve("other"), "another");

        assertThatThrownBy(() -> store().put(location, StoredName.of(ENTRIES), other))
                .isInstanceOf(FileAlreadyExistsException.class);

        assertThat(store().part(location, ENTRIES)).hasContent("content");
    }

    @Test
    void addsNothingToWhatIsNotSealed() throws IOException {
        Path added = Files.writeString(temporary.resolve("added"), "more");

        assertThatThrownBy(() -> store().put(location, ADDED, added)).isInstanceOf(NoSuchFileException.class);

        assertThat(store().sealed()).isEmpty();
    }

    @Test
    void deletesOneFile() throws IOException {
        store().seal(location, upload("content"), new byte[] {1});

        store().delete(location, StoredName.of(ENTRIES));
        store().delete(location, StoredName.of(ENTRIES));

        assertThat(store().files(location)).isEmpty();
        assertThat(store().manifest(location)).isPresent();
        assertThatThrownBy(() -> store().part(location, ENTRIES)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void removesASnapshotAndGivesItsPlaceBack() throws IOException {
        store().seal(location, upload("content"), new byte[] {1});

        store().remove(location);
        store().remove(location);

        assertThat(store().sealed()).isEmpty();
        assertThat(store().manifest(location)).isEmpty();
        assertThatThrownBy(() -> store().part(location, ENTRIES)).isInstanceOf(NoSuchFileException.class);
        store().seal(location, upload("again"), new byte[] {2});
        assertThat(store().part(location, ENTRIES)).hasContent("again");
    }

    @Test
    void takesDamagedFilesOutOfSight() throws IOException {
        store().seal(location, upload("content"), new byte[] {1});

        store().quarantine(location, StoredName.of(ENTRIES));
        store().quarantine(location, StoredName.of(ENTRIES));

        assertThat(store().files(location)).isEmpty();
        assertThat(store().sealed()).containsExactly(location);
        Path again = Files.writeString(temporary.resolve("again"), "content");
        store().put(location, StoredName.of(ENTRIES), again);
        assertThat(store().part(location, ENTRIES)).hasContent("content");
    }

    @Test
    void putsTheManifestInItsPlaceAgain() throws IOException {
        store().seal(location, upload("content"), new byte[] {1});

        store().reseal(location, new byte[] {1, 2});

        assertThat(store().manifest(location))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1, 2));
        assertThat(store().part(location, ENTRIES)).hasContent("content");
    }

    @Test
    void leavesUploadsAloneWhenItRemovesLeftovers() throws IOException {
        Path upload = upload("content");

        int removed = store().removeLeftovers(Instant.now().plusSeconds(60));

        assertThat(removed).isZero();
        assertThat(upload).isNotEmptyDirectory();
    }

    private Path upload(String content) throws IOException {
        Path upload = Files.createTempDirectory(store().staging(), "upload");
        Files.writeString(upload.resolve(ENTRIES.value()), content);
        return upload;
    }
}
