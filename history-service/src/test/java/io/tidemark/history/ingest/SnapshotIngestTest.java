package io.tidemark.history.ingest;

import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.content.Contents;
import io.tidemark.history.content.Known;
import io.tidemark.history.content.NothingDamaged;
import io.tidemark.history.content.Repair;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.store.FolderSnapshotStore;
import io.tidemark.platform.client.Json;
import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Timeout(30)
class SnapshotIngestTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path parts;

    @TempDir
    Path storeFolder;

    private final FakeRegister register = new FakeRegister();
    private final CountingMeter meter = new CountingMeter();
    private SampleSnapshot snapshot;
    private Upload upload;
    private final Known known = new Known(Duration.ofMinutes(1), () -> NOW);
    private Verifier verifier = new DuckDbVerifier(new FileCheck(known), "256MB", Duration.ofMinutes(1), 1000, 1 << 20);

    @BeforeEach
    void writeSnapshot() {
        snapshot = SampleSnapshot.in(parts, "srv");
        upload = new Upload(snapshot.id(), Optional.of(new ServerName("srv")));
    }

    @Test
    void registersWithTheTimeOfTheClock() throws IOException {
        SnapshotIngest ingest = ingest(0);
        uploadAll(ingest);

        SnapshotIngest.Outcome outcome = seal(ingest);

        assertThat(outcome.created()).isTrue();
        assertThat(outcome.snapshot().registeredAt()).isEqualTo(NOW);
        assertThat(register.all()).hasSize(1);
        assertThat(meter.registered()).isEqualTo(1);
    }

    @Test
    void registersWhatACrashLeftSealedWhenTheManifestComesAgain() throws IOException {
        SnapshotIngest ingest = ingest(0);
        uploadAll(ingest);
        register.failNext(new IllegalStateException("the database is away"));
        assertThatThrownBy(() -> seal(ingest)).hasMessage("the database is away");

        SnapshotIngest.Outcome outcome = seal(ingest);

        assertThat(outcome.created()).isTrue();
        assertThat(register.all()).hasSize(1);
    }

    @Test
    void keepsTheUploadWhenItsOwnSideFails() throws IOException {
        Verifier working = verifier;
        verifier = (folder, manifest) -> {
            throw new IOException("disk trouble");
        };
        uploadAll(ingest(0));
        assertThatThrownBy(() -> seal(ingest(0))).hasMessage("disk trouble");
        verifier = working;

        SnapshotIngest.Outcome outcome = seal(ingest(0));

        assertThat(outcome.created()).isTrue();
    }

    @Test
    void removesTheUploadWhenItIsRefused() throws IOException {
        snapshot.counts().put("files", 4);
        SnapshotIngest ingest = ingest(0);
        uploadAll(ingest);

        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> seal(ingest));

        assertThat(refusal.code()).isEqualTo(IngestProblem.SNAPSHOT_DAMAGED);
        assertThat(everything()).containsExactly(".staging");
        assertThat(meter.refusals()).containsExactly("snapshot-damaged");
    }

    @Test
    void removesTheUploadWhenItsManifestCannotBeRead() throws IOException {
        SnapshotIngest ingest = ingest(0);
        uploadAll(ingest);
        InputStream broken = new ByteArrayInputStream(new byte[] {'{'});

        assertThatThrownBy(() -> ingest.receive(upload, broken)).isInstanceOf(IOException.class);

        assertThat(everything()).containsExactly(".staging");
    }

    @Test
    void refusesPartsWhenTheStoreIsFull() {
        SnapshotIngest ingest = ingest(Long.MAX_VALUE / 2);

        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> uploadAll(ingest));

        assertThat(refusal.code()).isEqualTo(IngestProblem.STORE_FULL);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(everything()).containsExactly(".staging");
    }

    @Test
    void keepsNothingOfAPartWhoseSenderWentAway() {
        SnapshotIngest ingest = ingest(0);
        InputStream broken = new BrokenStream(1000);
        PartName name = new PartName(SampleSnapshot.ENTRIES);
        Sha256 digest = Sha256.of(new byte[0]);

        assertThatThrownBy(() -> ingest.part(upload, name, broken, -1, digest)).hasMessage("connection reset");

        assertThat(everything()).containsExactly(".staging");
    }

    @Test
    void asksTheSenderToComeAgainWhileTheSameSnapshotIsChecked() throws Exception {
        CountDownLatch checking = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        verifier = (folder, manifest) -> {
            checking.countDown();
            awaitQuietly(goOn);
        };
        SnapshotIngest ingest = ingest(0);
        uploadAll(ingest);
        Thread first = Thread.ofPlatform().start(() -> sealQuietly(ingest));
        checking.await();

        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> seal(ingest));
        goOn.countDown();
        first.join();

        assertThat(refusal.code()).isEqualTo(IngestProblem.SNAPSHOT_BUSY);
        assertThat(register.all()).hasSize(1);
    }

    @Test
    void doesNotSealPartsOfAnotherOwner() throws IOException {
        SnapshotIngest ingest = ingest(0);
        uploadAll(ingest);
        Upload foreign = new Upload(snapshot.id(), Optional.of(new ServerName("other")));
        ReceivedManifest manifest = ingest.receive(foreign, new ByteArrayInputStream(snapshot.manifestBytes()));

        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> ingest.seal(foreign, manifest));

        assertThat(refusal.code()).isEqualTo(IngestProblem.SNAPSHOT_INCOMPLETE);
        assertThat(seal(ingest).created()).isTrue();
    }

    @Test
    void removesUploadsThatNobodyTouched() throws IOException {
        uploadAll(ingest(0));
        Staging staging = new Staging(storeFolder.resolve(".staging"), known);

        int early = staging.removeAbandoned(Instant.now().minusSeconds(60));
        int late = staging.removeAbandoned(Instant.now().plusSeconds(60));

        assertThat(early).isZero();
        assertThat(late).isEqualTo(1);
        assertThat(everything()).containsExactly(".staging");
    }

    private SnapshotIngest ingest(long keepFreeBytes) {
        try {
            SnapshotStore store = new FolderSnapshotStore(storeFolder);
            return new SnapshotIngest(
                    store,
                    register,
                    new ManifestReader(Json.lenient(), 1 << 20),
                    new Staging(store.staging(), known),
                    verifier,
                    new Repair(store, register, contents(store)),
                    meter,
                    () -> NOW,
                    new Admission(store, meter, new Admission.Limits(1 << 20, keepFreeBytes, 4)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void uploadAll(SnapshotIngest ingest) throws IOException {
        for (String file : List.of(SampleSnapshot.ENTRIES, SampleSnapshot.DIRECTORIES)) {
            byte[] content = snapshot.content(file);
            ingest.part(
                    upload, new PartName(file), new ByteArrayInputStream(content), content.length, Sha256.of(content));
        }
    }

    private SnapshotIngest.Outcome seal(SnapshotIngest ingest) throws IOException {
        return ingest.seal(upload, ingest.receive(upload, new ByteArrayInputStream(snapshot.manifestBytes())));
    }

    private void sealQuietly(SnapshotIngest ingest) {
        try {
            seal(ingest);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> everything() {
        try (Stream<Path> tree = Files.walk(storeFolder)) {
            return tree.filter(path -> !path.equals(storeFolder))
                    .map(path -> storeFolder.relativize(path).toString())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Contents contents(SnapshotStore store) {
        NothingDamaged nothing = new NothingDamaged();
        return new Contents(store, register, nothing, nothing, new Known(Duration.ZERO, () -> NOW), () -> NOW);
    }
}
