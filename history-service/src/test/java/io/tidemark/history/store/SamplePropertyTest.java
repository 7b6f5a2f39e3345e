package io.tidemark.history.store;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.history.ForAll;
import io.tidemark.history.rest.StoreResource;
import io.tidemark.history.sample.Archive;
import io.tidemark.history.sample.Bucket;
import io.tidemark.history.sample.Mark;
import io.tidemark.history.sample.Point;
import io.tidemark.history.sample.Resolution;
import io.tidemark.history.sample.Sample;
import io.tidemark.history.sample.SampleAges;
import io.tidemark.history.sample.SampleDays;
import io.tidemark.history.sample.SampleFiles;
import io.tidemark.history.sample.SampleLog;
import io.tidemark.history.sample.SampleLog.Filter;
import io.tidemark.history.sample.SampleLog.Place;
import io.tidemark.history.sample.SampleProblem;
import io.tidemark.history.sample.SampleUpkeep;
import io.tidemark.history.sample.Samples;
import io.tidemark.history.sample.SoundFiles;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Readings that come in any order, late, repeated and in batches, with days moved to files in
/// between, beside a list
/// in memory that is rolled up by brute force.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class SamplePropertyTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");
    private static final int MANY = 10_000;

    @Inject
    SampleLog injectedLog;

    @Inject
    SampleDays days;

    @Inject
    SampleFiles files;

    @Inject
    SoundFiles sound;

    @Inject
    Samples.Limits limits;

    private Samples samples;

    private SampleLog log;

    @BeforeEach
    void seeAllTenants() {
        log = ForAll.of(SampleLog.class, injectedLog);
        samples = new Samples(log, sound, limits);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everySeriesIsThatOfAllReadingsHoweverTheyCame(long seed) {
        Random random = new Random(seed);
        SampleTruth truth = new SampleTruth();
        List<Sample> sent = readings(random, "property-" + seed, 120);
        if (seed % 2 == 0) {
            Collections.shuffle(sent, random);
        }

        sendInBatches(sent, truth, random);
        sendInBatches(sent, truth, random);

        assertEqual(truth, "property-" + seed);
        assertThat(log.archives(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-03")))
                .extracting(Archive::day)
                .containsExactly(
                        LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-03"));
    }

    @Test
    void aDayMovedToAFileIsAnsweredAsBefore() {
        List<Sample> sent = readings(new Random(21), "moved-1", 300);
        samples.add(sent, NOW, true);
        Filter part = new Filter("moved-1", "/b", FIRST.plusSeconds(7_000), FIRST.plus(Duration.ofHours(60)));
        List<Sample> before = samples.page(part, null, MANY, NOW);

        upkeep(files, days, Map.of()).run(NOW);

        assertThat(before).hasSizeGreaterThan(50);
        assertThat(log.page(part, null, MANY)).isEmpty();
        assertThat(samples.page(part, null, MANY, NOW)).isEqualTo(before);
        assertThat(samples.page(new Filter(null, null, FIRST, null), null, MANY, NOW))
                .containsAll(before);
    }

    @Test
    void whatAPolicyTookAwayIsNotCountedAgain() {
        List<Sample> sent = readings(new Random(31), "gone-1", 100);
        samples.add(sent, NOW, true);
        Filter all = new Filter("gone-1", null, null, null);
        List<Bucket> daysBefore = log.buckets(Resolution.DAY, all, null, MANY);
        SampleAges ages = new SampleAges(Duration.ofDays(30), Duration.ofDays(40), null);

        upkeep(files, days, Map.of("gone-1", ages)).run(NOW);
        int fresh = samples.add(sent, NOW, true);

        assertThat(fresh).isZero();
        assertThat(samples.page(all, null, MANY, NOW)).isEmpty();
        assertThat(log.buckets(Resolution.HOUR, all, null, MANY)).isEmpty();
        assertThat(log.buckets(Resolution.DAY, all, null, MANY)).isEqualTo(daysBefore);
    }

    @Test
    void onePolicyLeavesTheReadingsOfOtherServers() {
        List<Sample> kept = readings(new Random(41), "kept-1", 50);
        samples.add(kept, NOW, true);
        samples.add(readings(new Random(42), "gone-2", 50), NOW, true);
        Filter filter = new Filter("kept-1", null, null, null);
        List<Sample> before = samples.page(filter, null, MANY, NOW);
        upkeep(files, days, Map.of()).run(NOW);

        upkeep(files, days, Map.of("gone-2", new SampleAges(Duration.ofDays(30), null, null)))
                .run(NOW);

        assertThat(samples.page(filter, null, MANY, NOW)).isEqualTo(before);
        assertThat(samples.page(new Filter("gone-2", null, null, null), null, MANY, NOW))
                .isEmpty();
    }

    @Test
    void whatIsInterruptedBeforeAFileCountsChangesNothingAndLeavesNothing() throws IOException {
        List<Sample> sent = readings(new Random(51), "broken-1", 50);
        samples.add(sent, NOW, true);
        Filter filter = new Filter("broken-1", null, null, null);
        List<Sample> before = samples.page(filter, null, MANY, NOW);
        SampleUpkeep interrupted = upkeep(new Interrupted(files), days, Map.of());

        assertThatThrownBy(() -> interrupted.run(NOW)).isInstanceOf(UncheckedIOException.class);

        assertThat(samples.page(filter, null, MANY, NOW)).isEqualTo(before);
        upkeep(files, days, Map.of()).run(NOW);
        assertThat(samples.page(filter, null, MANY, NOW)).isEqualTo(before);
        Instant later = Instant.now().plus(Duration.ofDays(1));
        upkeep(files, days, Map.of()).run(later);
        assertThat(files.putBefore(later))
                .containsExactlyInAnyOrderElementsOf(
                        log.archives(LocalDate.EPOCH, LocalDate.parse("2100-01-01")).stream()
                                .map(Archive::file)
                                .toList());
    }

    @Test
    void readingsThatAreNotThoseThatWereWrittenAreNeitherGivenNorTakenOver() throws IOException {
        samples.add(readings(new Random(61), "rotten-1", 50), NOW, true);
        upkeep(files, days, Map.of()).run(NOW);
        Archive archive = log.archives(LocalDate.EPOCH, LocalDate.parse("2100-01-01")).stream()
                .filter(one -> one.servers().contains("rotten-1"))
                .findFirst()
                .orElseThrow();
        Instant day = archive.day().atStartOfDay(ZoneOffset.UTC).toInstant();
        Filter filter = new Filter("rotten-1", null, day, day.plus(Duration.ofDays(1)));
        List<Sample> before = samples.page(filter, null, MANY, NOW);
        Path file = files.get(archive.file());
        byte[] content = Files.readAllBytes(file);
        byte[] flipped = content.clone();
        flipped[content.length / 2] ^= 1;
        Files.write(file, flipped);

        assertThatThrownBy(() -> samples.page(filter, null, MANY, NOW))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(SampleProblem.SAMPLES_DAMAGED));
        SampleAges ages = new SampleAges(Duration.ofDays(1), null, null);
        assertThatThrownBy(() -> upkeep(files, days, Map.of("rotten-1", ages)).run(NOW))
                .isInstanceOf(ProblemException.class);

        Files.write(file, content);
        assertThat(samples.page(filter, null, MANY, NOW)).isEqualTo(before).isNotEmpty();
    }

    @Test
    void aFileGivesEachTenantItsOwnReadingsThoughItHasAll() {
        samples.add(readings(new Random(51), "shared-1", 30), NOW, true);
        samples.add(readings(new Random(51), "shared-1@filed", 30), NOW, true);

        upkeep(files, days, Map.of()).run(NOW);

        Filter filed = new Filter(Tenancy.of(new Tenant("filed")), null, null, null, null);
        Filter others = new Filter(Tenancy.of(Tenant.DEFAULT), null, null, FIRST, null);
        assertThat(log.page(filed, null, MANY)).isEmpty();
        assertThat(samples.page(filed, null, MANY, NOW))
                .isNotEmpty()
                .allMatch(one -> one.server().value().equals("shared-1@filed"));
        assertThat(samples.page(others, null, MANY, NOW))
                .extracting(one -> one.server().value())
                .contains("shared-1")
                .noneMatch(name -> name.contains("@"));
        assertThat(log.buckets(Resolution.DAY, filed, null, MANY))
                .allMatch(one -> one.server().value().equals("shared-1@filed"));
    }

    /// Fails when the file is there and durable, and before anything knows of it.
    private record Interrupted(SampleFiles files) implements SampleFiles {
        @Override
        public Path staging() {
            return files.staging();
        }

        @Override
        public void put(String name, Path written) throws IOException {
            files.put(name, written);
            throw new IOException("power lost");
        }

        @Override
        public Path get(String name) throws IOException {
            return files.get(name);
        }

        @Override
        public boolean dropCopy(String name) throws IOException {
            return files.dropCopy(name);
        }

        @Override
        public void remove(String name) throws IOException {
            files.remove(name);
        }

        @Override
        public List<String> putBefore(Instant before) throws IOException {
            return files.putBefore(before);
        }
    }

    private SampleUpkeep upkeep(SampleFiles store, SampleDays shelf, Map<String, SampleAges> ages) {
        return new SampleUpkeep(log, shelf, store, sound, limits, () -> ages);
    }

    private void sendInBatches(List<Sample> sent, SampleTruth truth, Random random) {
        for (int from = 0; from < sent.size(); ) {
            List<Sample> batch = sent.subList(from, Math.min(sent.size(), from + 1 + random.nextInt(40)));
            assertThat(samples.add(batch, NOW, true)).isEqualTo(truth.add(batch));
            if (random.nextInt(3) == 0) {
                upkeep(files, days, Map.of()).run(NOW);
            }
            from += batch.size();
        }
        upkeep(files, days, Map.of()).run(NOW);
    }

    private void assertEqual(SampleTruth truth, String server) {
        Filter filter = new Filter(server, null, null, null);
        assertThat(samples.page(filter, null, MANY, NOW)).isEqualTo(truth.samples());
        assertThat(pages(filter, 7)).isEqualTo(truth.samples());
        assertThat(log.buckets(Resolution.HOUR, filter, null, MANY)).isEqualTo(truth.buckets(Resolution.HOUR));
        assertThat(log.buckets(Resolution.DAY, filter, null, MANY)).isEqualTo(truth.buckets(Resolution.DAY));
        assertThat(log.marks(filter, MANY)).isEqualTo(truth.marks());
        assertThat(truth.marks()).extracting(Mark::kind).contains(Mark.Kind.values());
        assertThat(log.latest(server)).isEqualTo(truth.latest());
    }

    private List<Sample> pages(Filter filter, int limit) {
        List<Sample> all = new ArrayList<>();
        List<Sample> page = samples.page(filter, null, limit, NOW);
        while (!page.isEmpty()) {
            all.addAll(page);
            Point last = page.getLast();
            page = samples.page(filter, new Place(last.at(), last.server(), last.volume()), limit, NOW);
        }
        return all;
    }

    /// Two volumes on three days, with repeated times, sizes that change, volumes that are emptied and replaced, and
    /// numbers as large as they get.
    private static List<Sample> readings(Random random, String server, int count) {
        List<Sample> readings = new ArrayList<>();
        IntStream.range(0, count)
                .mapToObj(i -> FIRST.plusMillis(1000 * random.nextLong(3 * 86_400) + random.nextInt(3)))
                .sorted()
                .forEach(at -> readings.add(reading(random, server, at)));
        for (int i = 0; i < count / 10; i++) {
            readings.add(readings.get(random.nextInt(readings.size())));
        }
        return readings;
    }

    private static Sample reading(Random random, String server, Instant at) {
        long size = random.nextInt(5) == 0 ? 2_000 : random.nextInt(9) == 0 ? Long.MAX_VALUE : 1_000;
        long used = random.nextInt(6) == 0 ? 1 : size - random.nextInt(500);
        String filesystem = random.nextInt(3) == 0 ? null : random.nextInt(8) == 0 ? "b" : "a";
        return new Sample(
                new ServerName(server),
                random.nextBoolean() ? "/" : "/b",
                random.nextInt(10) == 0 ? "/dev/sdb" : "/dev/sda",
                "ext4",
                filesystem,
                at,
                size,
                used,
                random.nextInt(1000),
                random.nextInt(4) == 0 ? Long.MAX_VALUE : random.nextInt(1000),
                50,
                random.nextInt(50));
    }
}
