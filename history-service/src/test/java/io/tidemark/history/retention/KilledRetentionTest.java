package io.tidemark.history.retention;

import io.tidemark.history.DailySnapshots;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.ingest.ManifestReader;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotRegister.Registered;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/// Kills a process that carries retention out, at random moments, and looks at what it left:
/// `-Dtidemark.kills=N`.
class KilledRetentionTest {

    private static final int KILLS = Integer.getInteger("tidemark.kills", 2);
    private static final int LONGEST_LIFE_MILLIS = 200;
    private static final int FIRST_DAY = 13;
    private static final int LAST_DAY = 31;
    private static final String PASSWORD = "test";

    /// Ten days later some of the differences are to be less.
    private static final List<Instant> TIMES =
            List.of(Instant.parse("2026-02-10T13:00:00Z"), Instant.parse("2026-02-20T13:00:00Z"));

    @TempDir
    Path folder;

    private final long seed = System.nanoTime();
    private final Map<SnapshotId, Path> originals = new HashMap<>();
    private final Map<SnapshotId, Snapshot> heldAs = new HashMap<>();
    private EmbeddedDatabase database;
    private String url;
    private SnapshotStore store;

    @BeforeEach
    void prepare() throws Exception {
        database = EmbeddedDatabase.start(folder.resolve("postgres"), 0, PASSWORD);
        database.ensureDatabase("service", PASSWORD);
        url = "jdbc:postgresql://127.0.0.1:" + database.port() + "/service?user=service&password=" + PASSWORD;
        store = RetentionProcess.store(folder);
        Files.createDirectory(folder.resolve("originals"));
        try (JdbcRecord record = new JdbcRecord(url)) {
            for (int day = FIRST_DAY; day <= LAST_DAY; day++) {
                deliver(day, record);
            }
        }
    }

    @AfterEach
    void stop() {
        database.stop();
    }

    @Test
    void losesNothingAndShowsNothingHalf() throws Exception {
        Random random = new Random(seed);
        int unfinished = 0;
        try (JdbcRecord record = new JdbcRecord(url)) {
            for (Instant at : TIMES) {
                for (int kill = 0; kill < KILLS; kill++) {
                    holdOne(record, random);
                    killAfter(random.nextInt(LONGEST_LIFE_MILLIS), at);
                    unfinished += record.open().isEmpty() ? 0 : 1;
                    requireWhole(record);
                }
                Process last = start(at);
                assertThat(last.waitFor()).as(log()).isZero();

                requireWhole(record);
                requireDone(record, at);
            }
            for (Snapshot one : record.all()) {
                requireRows(one);
            }
            assertThat(levels(record)).as("seed %d", seed).contains(Level.FULL, Level.DIFFERENCE, Level.TOTALS);
            if (KILLS >= 20) {
                assertThat(unfinished).as("kills in the middle of a step").isPositive();
            }
        }
    }

    private void deliver(int day, JdbcRecord record) throws IOException {
        SampleSnapshot made = DailySnapshots.of(store.staging(), RetentionProcess.SERVER.value(), day);
        byte[] manifest = made.manifestBytes();
        Snapshot snapshot = new ManifestReader(Json.lenient(), 1 << 20)
                .read(made.id(), new ByteArrayInputStream(manifest))
                .manifest()
                .toSnapshot(Instant.EPOCH);
        Path original = folder.resolve("originals/" + day + ".parquet");
        Files.copy(made.folder().resolve(SampleSnapshot.ENTRIES), original);
        store.seal(snapshot.location(), made.folder(), manifest);
        record.add(new Registered(snapshot, Sha256.of(manifest)));
        originals.put(snapshot.id(), original);
    }

    private void holdOne(JdbcRecord record, Random random) {
        if (heldAs.size() < 5) {
            List<Snapshot> all = record.all();
            Snapshot one = all.get(random.nextInt(all.size()));
            record.hold(one.id());
            heldAs.putIfAbsent(one.id(), one);
        }
    }

    private void killAfter(int millis, Instant at) throws Exception {
        Process process = start(at);
        assertThat(process.inputReader().readLine()).as(log()).isEqualTo("ready");
        TimeUnit.MILLISECONDS.sleep(millis);
        process.destroyForcibly().waitFor();
    }

    private Process start(Instant at) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RetentionProcess.class.getName(),
                        folder.toString(),
                        url,
                        at.toString())
                .redirectError(folder.resolve("process.log").toFile())
                .start();
    }

    private String log() throws IOException {
        Path log = folder.resolve("process.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /// Everything that the record offers is there, as it is to be, and holds hold.
    private void requireWhole(JdbcRecord record) throws IOException {
        Map<SnapshotId, Snapshot> all = record.all().stream().collect(Collectors.toMap(Snapshot::id, one -> one));
        for (Snapshot one : all.values()) {
            assertThat(store.manifest(one.location())).isPresent();
            Set<StoredName> files = store.files(one.location()).keySet();
            if (one.difference() == null) {
                for (Part part : one.parts()) {
                    byte[] content = Files.readAllBytes(store.part(one.location(), part.file()));
                    assertThat(Sha256.of(content)).as("seed %d", seed).isEqualTo(part.sha256());
                }
            } else {
                byte[] description = Files.readAllBytes(store.file(one.location(), StoredName.DIFFERENCE));
                assertThat(Sha256.of(description)).isEqualTo(one.difference().description());
                one.parts().forEach(part -> assertThat(files).contains(StoredName.ofDifference(part.file())));
                assertThat(Objects.requireNonNull(all.get(one.difference().base()))
                                .detail()
                                .isLessThan(one.detail()))
                        .isFalse();
            }
        }
        heldAs.forEach((id, then) -> assertThat(all.get(id)).as("seed %d", seed).isEqualTo(then));
    }

    /// The record and the files agree to the last name, and there is nothing left to do.
    private void requireDone(JdbcRecord record, Instant at) throws IOException {
        RetentionPlan plan = new Retention(record, new NothingChanged(), record, record)
                .plan(RetentionProcess.SERVER, RetentionProcess.RULES, at);
        assertThat(plan.items())
                .as("seed %d", seed)
                .allSatisfy(step -> assertThat(step.from()).isEqualTo(step.to()));
        assertThat(record.open()).isEmpty();
        assertThat(store.sealed().stream().map(SnapshotLocation::id).collect(Collectors.toSet()))
                .isEqualTo(record.all().stream().map(Snapshot::id).collect(Collectors.toSet()));
        for (Snapshot one : record.all()) {
            assertThat(store.files(one.location()).keySet()).as("seed %d", seed).isEqualTo(names(one));
        }
    }

    private void requireRows(Snapshot one) throws IOException {
        if (one.detail() == Detail.FULL) {
            Path entries = store.part(one.location(), new PartName(SampleSnapshot.ENTRIES));
            assertThat(DailySnapshots.differingRows(Objects.requireNonNull(originals.get(one.id())), entries))
                    .as("seed %d", seed)
                    .isZero();
        }
    }

    private static Set<StoredName> names(Snapshot one) {
        Set<StoredName> names = new TreeSet<>();
        boolean whole = one.difference() == null;
        one.parts()
                .forEach(part -> names.add(whole ? StoredName.of(part.file()) : StoredName.ofDifference(part.file())));
        if (!whole) {
            names.add(StoredName.DIFFERENCE);
        }
        Reduced.marker(one.detail()).ifPresent(names::add);
        return names;
    }

    private static Set<Level> levels(JdbcRecord record) {
        return record.all().stream().map(Level::of).collect(Collectors.toCollection(HashSet::new));
    }
}
