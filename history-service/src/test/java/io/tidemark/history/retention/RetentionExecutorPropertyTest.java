package io.tidemark.history.retention;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.difference.DifferenceMaker.Made;
import io.tidemark.history.retention.Faults.Killed;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;
import io.tidemark.history.store.FolderSnapshotStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/// Laws of carrying retention out, over random histories, rules, holds and kills, with real files.
class RetentionExecutorPropertyTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final ServerName SERVER = new ServerName("srv");
    private static final PartName ENTRIES = new PartName("entries-00000.parquet");
    private static final PartName DIRECTORIES = new PartName("directories-00000.parquet");

    @TempDir
    Path folder;

    private static final int SEEDS = Integer.getInteger("tidemark.seeds", 20);

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    /// One site: its record and its files, and whatever service runs there at the moment.
    private static final class Site {
        private final Random random;
        private final Faults faults;
        private final MemoryRecord record;
        private final SnapshotStore store;
        private final Rules rules;
        private final Path work;
        private final Map<SnapshotId, Snapshot> heldAs = new HashMap<>();

        Site(Path folder, long seed) throws IOException {
            random = new Random(seed);
            faults = new Faults(random, 2 + random.nextInt(60));
            record = new MemoryRecord(faults);
            store = new FolderSnapshotStore(folder.resolve("store"));
            work = folder.resolve("work");
            rules = rules(random);
            Instant at = NOW;
            for (int i = 1 + random.nextInt(25); i > 0; i--) {
                at = at.minusSeconds(60 + random.nextInt(random.nextInt(3) == 0 ? 4_000_000 : 60_000));
                add(at);
            }
        }

        private void add(Instant at) throws IOException {
            List<Part> parts = List.of(part(DIRECTORIES), part(ENTRIES));
            Snapshot one = new Snapshot(SampleSnapshot.newId(), SERVER, "/", "/", at, at, at, 1, 1, 1, 1, 1, 0, parts);
            Path upload = Files.createTempDirectory(store.staging(), "upload");
            Files.writeString(upload.resolve(ENTRIES.value()), one.id() + " entries");
            Files.writeString(upload.resolve(DIRECTORIES.value()), one.id() + " directories");
            store.seal(one.location(), upload, one.id().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            record.add(one);
        }

        /// Some are large enough to be kept as a difference.
        private Part part(PartName name) {
            return new Part(name, name.kind(), 1, random.nextInt(3) == 0 ? 10 : 100_000, Sha256.of(new byte[0]));
        }

        /// A difference of two lines, or none.
        private Optional<Made> make(SnapshotId id, SnapshotId base, Path folder) throws IOException {
            faults.here();
            if (id.value().getLeastSignificantBits() % 2 == 0) {
                return Optional.empty();
            }
            Map<StoredName, Path> files = new LinkedHashMap<>();
            for (PartName part : List.of(DIRECTORIES, ENTRIES)) {
                StoredName name = StoredName.ofDifference(part);
                files.put(name, Files.writeString(folder.resolve(name.value()), id + " differs from " + base));
            }
            files.put(StoredName.DIFFERENCE, Files.writeString(folder.resolve("description"), base.toString()));
            List<Part> parts = record.find(id).orElseThrow().snapshot().parts();
            return Optional.of(new Made(new Difference(base, Sha256.of(new byte[0]), 5, 5), parts, files, 100));
        }

        /// A new service, as after a start.
        RetentionRun run() throws IOException {
            return new RetentionExecutor(
                            new Retention(record, new NothingChanged(), record, record),
                            record,
                            new FragileStore(store, faults),
                            new FreeLease(),
                            _ -> faults.here(),
                            new ObjectMapper(),
                            () -> NOW,
                            this::make,
                            work)
                    .run(SERVER, rules, Asker.SCHEDULE);
        }

        /// Starts, gets killed and starts again, `times` times.
        void runAndDie(int times) throws IOException {
            faults.arm(true);
            for (int i = 0; i < times; i++) {
                runUntilKilled();
            }
            faults.arm(false);
        }

        private void runUntilKilled() throws IOException {
            try {
                run();
            } catch (Killed expected) {
                // the next start goes on from here
            }
        }

        /// Somebody places holds at any moment between planning and marking.
        void holdNowAndThen() {
            record.meanwhile(() -> {
                List<Snapshot> all = record.all();
                Snapshot one = all.get(random.nextInt(all.size()));
                if (random.nextInt(3) == 0) {
                    record.hold(one.id());
                    heldAs.putIfAbsent(one.id(), one);
                }
            });
        }

        /// What the files say: each snapshot that has any, with their names.
        Map<SnapshotId, Set<String>> files() throws IOException {
            Map<SnapshotId, Set<String>> files = new HashMap<>();
            for (var location : store.sealed()) {
                Set<String> names = new TreeSet<>();
                store.files(location).keySet().forEach(name -> names.add(name.value()));
                files.put(location.id(), names);
            }
            return files;
        }

        /// What the record says they must be.
        Map<SnapshotId, Set<String>> expectedFiles() {
            Map<SnapshotId, Set<String>> files = new HashMap<>();
            for (Snapshot one : record.all()) {
                Set<String> names = new TreeSet<>();
                names.addAll(names(one));
                Reduced.marker(one.detail()).ifPresent(name -> names.add(name.value()));
                files.put(one.id(), names);
            }
            return files;
        }

        Map<SnapshotId, Detail> details() {
            Map<SnapshotId, Detail> details = new HashMap<>();
            record.all().forEach(one -> details.put(one.id(), one.detail()));
            return details;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void afterAnyNumberOfKillsFilesAndRecordAgreeAndThePlanIsCarriedOut(long seed) throws IOException {
        Site site = new Site(folder, seed);
        Map<SnapshotId, Detail> planned = planned(site);

        site.runAndDie(10);
        site.run();

        assertThat(site.files()).isEqualTo(site.expectedFiles());
        assertThat(site.details()).isEqualTo(planned);
        assertThat(site.record.open()).isEmpty();
        assertThat(folder.resolve("store/.staging")).satisfies(RetentionExecutorPropertyTest::holdsLittle);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverTakesAnythingFromASnapshotOnceItIsHeld(long seed) throws IOException {
        Site site = new Site(folder, seed);
        site.holdNowAndThen();

        site.runAndDie(10);
        site.run();

        site.heldAs.forEach((id, then) -> assertThat(site.details()).containsEntry(id, then.detail()));
        assertThat(site.files()).isEqualTo(site.expectedFiles());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void changesNothingWhenItRunsAgain(long seed) throws IOException {
        Site site = new Site(folder, seed);
        site.run();
        Map<SnapshotId, Detail> details = site.details();
        int steps = site.record.steps().size();

        RetentionRun again = site.run();

        assertThat(again.items()).isEmpty();
        assertThat(site.details()).isEqualTo(details);
        assertThat(site.record.steps()).hasSize(steps);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void atAnyMomentWhatTheRecordOffersIsThere(long seed) throws IOException {
        Site site = new Site(folder, seed);

        for (int i = 0; i < 10; i++) {
            site.runAndDie(1);
            Map<SnapshotId, Set<String>> files = site.files();
            for (Snapshot one : site.record.all()) {
                assertThat(files.get(one.id())).containsAll(names(one));
                assertThat(files.keySet()).containsAll(bases(one));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aBaseKeepsWhatOthersNeedOfIt(long seed) throws IOException {
        Site site = new Site(folder, seed);
        site.holdNowAndThen();

        site.runAndDie(10);
        site.run();

        for (Snapshot one : site.record.all()) {
            for (SnapshotId base : bases(one)) {
                Snapshot found = site.record.find(base).orElseThrow().snapshot();
                assertThat(found.difference()).isNull();
                assertThat(found.detail().isLessThan(one.detail())).isFalse();
            }
        }
    }

    @Test
    void someAreKeptAsDifferencesAndSomeTriedInVain() throws IOException {
        long differences = 0;
        long tried = 0;
        for (long seed = 0; seed < 20; seed++) {
            Site site = new Site(Files.createDirectory(folder.resolve("site" + seed)), seed);
            site.run();
            differences += site.record.all().stream()
                    .filter(one -> one.difference() != null)
                    .count();
            tried += site.record.keptWhole(SERVER).size();
        }

        assertThat(differences).isPositive();
        assertThat(tried).isPositive();
    }

    /// Of the files in which its parts are kept.
    private static Set<String> names(Snapshot one) {
        boolean whole = one.difference() == null;
        Set<String> names = new TreeSet<>();
        one.parts()
                .forEach(part -> names.add(
                        whole
                                ? part.file().value()
                                : StoredName.ofDifference(part.file()).value()));
        if (!whole) {
            names.add(StoredName.DIFFERENCE.value());
        }
        return names;
    }

    private static Set<SnapshotId> bases(Snapshot one) {
        Difference form = one.difference();
        return form == null ? Set.of() : Set.of(form.base());
    }

    /// By the planner alone, without any file.
    private static Map<SnapshotId, Detail> planned(Site site) {
        Map<SnapshotId, Detail> planned = site.details();
        new Retention(site.record, new NothingChanged(), site.record, site.record)
                .plan(SERVER, site.rules, NOW)
                .items()
                .forEach(step -> planned.put(step.snapshotId(), step.to().detail()));
        planned.values().removeIf(detail -> detail == Detail.GONE);
        return planned;
    }

    /// A kill may leave what was being written; it is small, and housekeeping removes it.
    private static void holdsLittle(Path staging) throws IOException {
        try (var left = Files.list(staging)) {
            assertThat(left.filter(Files::isRegularFile).map(Path::getFileName))
                    .allSatisfy(name -> assertThat(name.toString()).startsWith(".put-"));
        }
    }

    private static Rules rules(Random random) {
        Map<Period, Long> newest = new EnumMap<>(Period.class);
        for (Period period : Period.values()) {
            if (random.nextBoolean()) {
                newest.put(period, (long) random.nextInt(8));
            }
        }
        return new Rules(newest, days(random, 60), days(random, 200), days(random, 700), 0.2, Duration.ZERO);
    }

    private static @Nullable Duration days(Random random, int most) {
        return random.nextInt(3) == 0 ? null : Duration.ofDays(1 + random.nextInt(most));
    }
}
