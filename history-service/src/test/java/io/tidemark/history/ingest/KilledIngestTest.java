package io.tidemark.history.ingest;

import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.content.Known;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.store.FolderSnapshotStore;
import io.tidemark.platform.client.Json;
import io.tidemark.platform.postgres.EmbeddedDatabase;
import org.junit.jupiter.api.AfterEach;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// Kills a process that takes snapshots in, at random moments, and looks at what it left: `-Dtidemark.kills=N`.
class KilledIngestTest {

    private static final int KILLS = Integer.getInteger("tidemark.kills", 6);
    /// A busy machine may kill each time before anything came in.
    private static final int MOST_KILLS = 10 * KILLS;

    private static final int SNAPSHOTS = 5 * KILLS;
    private static final int LONGEST_LIFE_MILLIS = 100;
    private static final String PASSWORD = "test";

    @TempDir
    Path folder;

    private final long seed = System.nanoTime();
    private final Map<SnapshotId, Snapshot> known = new HashMap<>();
    private EmbeddedDatabase database;
    private String url;
    private SnapshotStore store;
    private int interrupted;

    @BeforeEach
    void prepare() throws IOException {
        database = EmbeddedDatabase.start(folder.resolve("postgres"), 0, PASSWORD);
        database.ensureDatabase("service", PASSWORD);
        url = "jdbc:postgresql://127.0.0.1:" + database.port() + "/service?user=service&password=" + PASSWORD;
        store = new FolderSnapshotStore(folder.resolve("store"));
        SampleSnapshot snapshot = SampleSnapshot.in(Files.createDirectory(folder.resolve("source")), "killed-1");
        Path manifests = Files.createDirectory(snapshot.folder().resolve("manifests"));
        ManifestReader reader = new ManifestReader(Json.lenient(), 1 << 20);
        for (int i = 0; i < SNAPSHOTS; i++) {
            SnapshotId id = SampleSnapshot.newId();
            snapshot.manifest().put("snapshotId", id.toString());
            byte[] manifest = snapshot.manifestBytes();
            Files.write(manifests.resolve(id.toString()), manifest);
            known.put(
                    id,
                    reader.read(id, new ByteArrayInputStream(manifest))
                            .manifest()
                            .toSnapshot(Instant.EPOCH));
        }
    }

    @AfterEach
    void stop() {
        database.stop();
    }

    @Test
    void losesNothingAndShowsNothingHalf() throws Exception {
        Random random = new Random(seed);
        try (JdbcRegister register = new JdbcRegister(url, known)) {
            for (int kill = 0; kill < KILLS || (register.all().isEmpty() && kill < MOST_KILLS); kill++) {
                killAfter(random.nextInt(LONGEST_LIFE_MILLIS));
                requireWhole(register.all());
                countInterrupted(register.all());
            }
            assertThat(register.all()).as("seed %d", seed).hasSizeBetween(1, SNAPSHOTS - 1);

            Process last = start();
            assertThat(last.waitFor()).isZero();

            requireWhole(register.all());
            assertThat(register.all())
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(known.keySet())
                    .containsExactlyInAnyOrderElementsOf(sealed());
            assertThat(interrupted)
                    .as("kills in the middle of an upload, seed %d", seed)
                    .isPositive();
            assertThat(leftAfterExpiry()).isEmpty();
        }
    }

    private void killAfter(int millis) throws Exception {
        Process process = start();
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        TimeUnit.MILLISECONDS.sleep(millis);
        process.destroyForcibly().waitFor();
    }

    /// What lies there of a registered snapshot was sent once more.
    private void countInterrupted(Set<SnapshotId> registered) throws IOException {
        boolean unfinished = left().stream()
                .map(path -> path.getFileName().toString())
                .anyMatch(name -> registered.stream().noneMatch(id -> name.contains(id.toString())));
        if (unfinished) {
            interrupted++;
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        IngestProcess.class.getName(),
                        folder.resolve("source").toString(),
                        folder.resolve("store").toString(),
                        url)
                .redirectError(folder.resolve("process.log").toFile())
                .start();
    }

    private void requireWhole(Set<SnapshotId> registered) throws IOException {
        for (SnapshotId id : registered) {
            Snapshot snapshot = Objects.requireNonNull(known.get(id));
            assertThat(store.manifest(snapshot.location()))
                    .hasValueSatisfying(bytes -> assertThat(bytes)
                            .isEqualTo(
                                    content(folder.resolve("source/manifests").resolve(id.toString()))));
            for (Part part : snapshot.parts()) {
                byte[] content = content(store.part(snapshot.location(), part.file()));
                assertThat(Sha256.of(content)).as("seed %d", seed).isEqualTo(part.sha256());
            }
        }
    }

    private Set<SnapshotId> sealed() throws IOException {
        return store.sealed().stream().map(SnapshotLocation::id).collect(Collectors.toSet());
    }

    /// What is in staging once every upload has expired.
    private List<Path> leftAfterExpiry() throws IOException {
        Instant later = Instant.now().plusSeconds(3600);
        new Staging(store.staging(), new Known(Duration.ofMinutes(1), InstantSource.system())).removeAbandoned(later);
        store.removeLeftovers(later);
        return left();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> left = Files.list(store.staging())) {
            return left.toList();
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
