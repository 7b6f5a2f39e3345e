package io.tidemark.history.store;

import io.tidemark.history.DailySnapshots;
import io.tidemark.history.KnownSnapshots;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.content.Contents;
import io.tidemark.history.content.Known;
import io.tidemark.history.content.NothingDamaged;
import io.tidemark.history.difference.DifferenceEngine;
import io.tidemark.history.difference.DifferenceMaker.Made;
import io.tidemark.history.difference.Differences;
import io.tidemark.history.ingest.ManifestReader;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartKind;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;
import io.tidemark.history.snapshot.UnsoundFileException;
import io.tidemark.platform.client.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What every store gives of a snapshot that is kept as a difference.
abstract class RebuildingStoreTest {

    private static final PartName ENTRIES = new PartName(SampleSnapshot.ENTRIES);
    private static final StoredName DIFFERENCE = StoredName.ofDifference(ENTRIES);

    private final KnownSnapshots register = new KnownSnapshots();
    private final NothingDamaged nothing = new NothingDamaged();

    @TempDir
    Path temporary;

    private SnapshotStore raw;
    private RebuildingStore store;
    private Contents contents;

    /// An empty one.
    abstract SnapshotStore kept() throws IOException;

    @BeforeEach
    void makeStore() throws IOException {
        raw = kept();
        store = another();
        contents = new Contents(
                store,
                register,
                nothing,
                nothing,
                new Known(Duration.ZERO, InstantSource.system()),
                InstantSource.system());
    }

    @Test
    void givesTheSameRowsAndTakesATenth() throws Exception {
        Snapshot base = seal(11);
        Snapshot sealed = seal(10);
        Path before = Files.copy(store.part(sealed.location(), ENTRIES), temporary.resolve("before.parquet"));

        Made made = keepAsDifference(sealed, base);

        Snapshot kept = register.get(sealed.id());
        Path rebuilt = contents.part(kept, ENTRIES);
        assertThat(DailySnapshots.differingRows(before, rebuilt)).isZero();
        assertThat(digest(rebuilt)).isEqualTo(kept.part(ENTRIES).orElseThrow().sha256());
        long whole = sealed.parts().stream().mapToLong(Part::bytes).sum();
        assertThat(made.freesBytes()).isEqualTo(whole - stored(kept));
        assertThat(made.difference().entriesBytes()).isLessThan(bytes(sealed, PartKind.ENTRIES) / 8);
    }

    @Test
    void givesTheSameBytesToEveryReplica() throws Exception {
        Snapshot base = seal(11);
        Snapshot kept = differing(seal(10), base);

        byte[] one = Files.readAllBytes(store.part(kept.location(), ENTRIES));
        byte[] other = Files.readAllBytes(another().part(kept.location(), ENTRIES));

        assertThat(other).isEqualTo(one);
    }

    @Test
    void aWholePartWinsOverADifference() throws Exception {
        Snapshot base = seal(11);
        Snapshot sealed = seal(10);
        made(sealed, base).files().forEach((name, file) -> put(sealed, name, file));

        Path part = store.part(sealed.location(), ENTRIES);

        assertThat(digest(part)).isEqualTo(sealed.part(ENTRIES).orElseThrow().sha256());
    }

    @Test
    void readersGetTheFormThatTheRecordKnowsWhileBothAreThere() throws Exception {
        Snapshot base = seal(11);
        Snapshot sealed = seal(10);
        Made made = made(sealed, base);
        made.files().forEach((name, file) -> put(sealed, name, file));
        assertThat(contents.part(sealed, ENTRIES)).isEqualTo(raw.part(sealed.location(), ENTRIES));

        register.restate(sealed.id(), made.difference(), made.parts());

        Path given = contents.part(register.get(sealed.id()), ENTRIES);
        assertThat(digest(given))
                .isEqualTo(register.get(sealed.id()).part(ENTRIES).orElseThrow().sha256());
        store.delete(sealed.location(), StoredName.of(ENTRIES));
        assertThatThrownBy(() -> contents.part(sealed, ENTRIES)).hasMessageContaining("Ask for the snapshot again");
    }

    @Test
    void givesNothingThatIsMadeOfADamagedDifference() throws Exception {
        Snapshot base = seal(11);
        Snapshot kept = differing(seal(10), base);
        damage(kept, DIFFERENCE);

        assertThatThrownBy(() -> store.part(kept.location(), ENTRIES))
                .isInstanceOf(UnsoundFileException.class)
                .hasMessageStartingWith("its difference is damaged: ");

        store.quarantine(kept.location(), StoredName.of(ENTRIES));
        assertThat(store.files(kept.location())).doesNotContainKey(DIFFERENCE).containsKey(StoredName.DIFFERENCE);
    }

    @Test
    void givesNothingThatIsMadeOfADamagedBase() throws Exception {
        Snapshot base = seal(11);
        Snapshot kept = differing(seal(10), base);
        damage(base, StoredName.of(ENTRIES));

        assertThatThrownBy(() -> store.part(kept.location(), ENTRIES))
                .isInstanceOf(UnsoundFileException.class)
                .hasMessageStartingWith("its base " + base.id() + " is damaged: ");

        store.quarantine(kept.location(), StoredName.of(ENTRIES));
        assertThat(store.files(kept.location())).containsKeys(DIFFERENCE, StoredName.DIFFERENCE);
    }

    @Test
    void forgetsWhatItRebuiltWhenTheDifferenceGoes() throws Exception {
        Snapshot base = seal(11);
        Snapshot kept = differing(seal(10), base);
        Path rebuilt = store.part(kept.location(), ENTRIES);

        store.delete(kept.location(), DIFFERENCE);

        assertThat(rebuilt).doesNotExist();
        store.remove(kept.location());
        assertThat(store.files(kept.location())).isEmpty();
    }

    @Test
    void anEngineThatWritesOtherBytesChangesTheRecordAndNotTheContent() throws Exception {
        Snapshot base = seal(11);
        Snapshot kept = differing(seal(10), base);
        Part now = kept.part(ENTRIES).orElseThrow();
        Part other = kept.part(new PartName(SampleSnapshot.DIRECTORIES)).orElseThrow();
        Part formerly = new Part(ENTRIES, PartKind.ENTRIES, now.rows(), 17, Sha256.of(new byte[17]));
        Snapshot then = kept.as(Detail.FULL, kept.difference(), List.of(other, formerly));
        register.restate(kept.id(), kept.difference(), then.parts());

        assertThatThrownBy(() -> contents.part(then, ENTRIES)).hasMessageContaining("Ask for the snapshot again");

        Snapshot told = register.get(kept.id());
        assertThat(told.parts()).containsExactly(other, now);
        assertThat(contents.part(told, ENTRIES)).exists();
    }

    private Snapshot differing(Snapshot sealed, Snapshot base) throws IOException {
        keepAsDifference(sealed, base);
        return register.get(sealed.id());
    }

    private Made keepAsDifference(Snapshot sealed, Snapshot base) throws IOException {
        Made made = made(sealed, base);
        made.files().forEach((name, file) -> put(sealed, name, file));
        register.restate(sealed.id(), made.difference(), made.parts());
        for (Part part : sealed.parts()) {
            store.delete(sealed.location(), StoredName.of(part.file()));
        }
        return made;
    }

    private Made made(Snapshot sealed, Snapshot base) throws IOException {
        Path work = Files.createTempDirectory(temporary, "work");
        Optional<Made> made =
                new Differences(register, contents, engine(), Json.lenient()).make(sealed.id(), base.id(), work);
        return made.orElseThrow();
    }

    private void put(Snapshot snapshot, StoredName name, Path file) {
        try {
            store.put(snapshot.location(), name, file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void damage(Snapshot snapshot, StoredName name) throws IOException {
        byte[] content = Files.readAllBytes(raw.file(snapshot.location(), name));
        content[content.length / 2] ^= 1;
        Path wrong = Files.write(temporary.resolve("wrong"), content);
        raw.delete(snapshot.location(), name);
        raw.put(snapshot.location(), name, wrong);
    }

    private Snapshot seal(int day) throws IOException {
        SampleSnapshot made = DailySnapshots.of(store.staging(), "srv", day);
        byte[] manifest = made.manifestBytes();
        Snapshot snapshot = new ManifestReader(Json.lenient(), 1 << 20)
                .read(made.id(), new ByteArrayInputStream(manifest))
                .manifest()
                .toSnapshot(Instant.EPOCH);
        store.seal(snapshot.location(), made.folder(), manifest);
        register.add(snapshot, manifest);
        return snapshot;
    }

    private long stored(Snapshot snapshot) throws IOException {
        return store.files(snapshot.location()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static long bytes(Snapshot snapshot, PartKind kind) {
        return snapshot.parts().stream()
                .filter(part -> part.kind() == kind)
                .mapToLong(Part::bytes)
                .sum();
    }

    private RebuildingStore another() throws IOException {
        Path folder = Files.createTempDirectory(temporary, "rebuilt");
        return new RebuildingStore(raw, engine(), Json.lenient(), folder, 1 << 20);
    }

    private static DifferenceEngine engine() {
        return new DifferenceEngine(2, "256MB", Duration.ofMinutes(1));
    }

    private static Sha256 digest(Path file) throws IOException {
        return Sha256.of(Files.readAllBytes(file));
    }
}
