package io.tidemark.analytics.duplicate;

import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.FileRow;
import io.tidemark.analytics.search.Measure;
import io.tidemark.analytics.search.Trait;
import io.tidemark.analytics.source.Lens;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.MadeEntry;
import io.tidemark.analytics.testing.SnapshotBuilder;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CandidatesTest {
    private static final Condition EVERYTHING = Condition.everything();
    private static final Condition TRUE = new Condition.Between(Measure.SIZE, 0, Long.MAX_VALUE);

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void filesOfOneNameAndSizeAreCandidatesWhereverTheyStand() {
        bench.with(
                SnapshotBuilder.of("alpha", "/data")
                        .file("/data/a/setup.iso", 10_000)
                        .file("/data/b/setup.iso", 10_000)
                        .file("/data/c/setup.iso", 10_001)
                        .file("/data/other.iso", 10_000),
                SnapshotBuilder.of("beta", "/srv")
                        .file("/srv/setup.iso", 10_000)
                        .file("/srv/notes", 5));

        assertThat(all(EVERYTHING)).containsExactly(new Candidate("setup.iso", 10_000, 3, 2, 2 * 12_288));
    }

    @Test
    void mostBytesToHaveBackComeFirst() {
        bench.with(
                SnapshotBuilder.of("alpha", "/data")
                        .file("/data/x/large", 100_000)
                        .file("/data/x/many", 30_000)
                        .file("/data/y/many", 30_000),
                SnapshotBuilder.of("beta", "/data")
                        .file("/data/x/large", 100_000)
                        .file("/data/x/many", 30_000)
                        .file("/data/y/many", 30_000)
                        .file("/data/z/many", 30_000)
                        .file("/data/z/few", 9),
                SnapshotBuilder.of("gamma", "/data").file("/data/few", 9));

        assertThat(all(EVERYTHING))
                .containsExactly(
                        new Candidate("many", 30_000, 5, 2, 4 * 32_768),
                        new Candidate("large", 100_000, 2, 2, 102_400),
                        new Candidate("few", 9, 2, 2, 4096));
    }

    @Test
    void namesOfOneInodeSymlinksAndEmptyFilesAreNoCopies() {
        bench.with(SnapshotBuilder.of("alpha", "/data")
                .with(MadeEntry.file("/data/a/one", 900).linked(7, 2, true))
                .with(MadeEntry.file("/data/b/one", 900).linked(7, 2, false))
                .with(MadeEntry.file("/data/a/link", 90).type("symlink"))
                .with(MadeEntry.file("/data/b/link", 90).type("symlink"))
                .file("/data/a/empty", 0)
                .file("/data/b/empty", 0));

        assertThat(all(EVERYTHING)).isEmpty();
    }

    @Test
    void theCopyThatTakesMostIsNotHadBack() {
        bench.with(SnapshotBuilder.of("alpha", "/data")
                .with(MadeEntry.file("/data/a/disk", 1 << 30).allocated(4096))
                .with(MadeEntry.file("/data/b/disk", 1 << 30).allocated(65_536))
                .with(MadeEntry.file("/data/c/disk", 1 << 30).allocated(8192)));

        assertThat(all(EVERYTHING)).containsExactly(new Candidate("disk", 1 << 30, 3, 1, 4096 + 8192));
    }

    @Test
    void filesThatDoNotFulfilTheFilterAreNoCopies() {
        bench.with(SnapshotBuilder.of("alpha", "/data")
                .with(MadeEntry.file("/data/a/one", 900).owner(1, "ann"))
                .with(MadeEntry.file("/data/b/one", 900).owner(1, "ann"))
                .with(MadeEntry.file("/data/c/one", 900).owner(2, "bob"))
                .with(MadeEntry.file("/data/d/two", 900).owner(2, "bob"))
                .with(MadeEntry.file("/data/e/two", 900).owner(1, "ann")));

        assertThat(all(new Condition.OneOf(Trait.OWNER, Set.of("ann"))))
                .containsExactly(new Candidate("one", 900, 2, 1, 4096));
    }

    @Test
    void whatCannotBeSeenIsNoCopy() {
        bench.with(
                SnapshotBuilder.of("alpha", "/data")
                        .file("/data/a/one", 900)
                        .file("/data/b/one", 900)
                        .file("/data/b/two", 900),
                SnapshotBuilder.of("beta", "/data").file("/data/one", 900).file("/data/two", 900));
        Lens some = new Lens(List.of(new Lens.Rule("/data/b", null)), List.of());
        Selection seen = Selection.EVERYTHING.seenBy(server -> server.equals("alpha") ? some : Lens.EVERYTHING);

        Page<Candidate> page =
                bench.ask(new Candidates(EVERYTHING, 10, null), seen).value();

        assertThat(page.items())
                .containsExactlyInAnyOrder(
                        new Candidate("one", 900, 2, 2, 4096), new Candidate("two", 900, 2, 2, 4096));
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 40", "2, 4, 300", "3, 2, 500"})
    void candidatesAreThoseThatPlainJavaFindsOnEveryPageAndInTheExport(long seed, int servers, int filesEach) {
        Fleet fleet = new Fleet(seed, servers, filesEach);
        bench.with(fleet.snapshots.toArray(SnapshotBuilder[]::new));
        List<Candidate> expected = fleet.candidates(e -> true);
        assertThat(expected).hasSizeGreaterThan(5);

        int page = Math.max(2, expected.size() / 4);

        List<Candidate> counted = paged(EVERYTHING, page);

        assertThat(counted).containsExactlyInAnyOrderElementsOf(expected).isSortedAccordingTo(BY_BYTES);
        assertThat(paged(TRUE, page)).isEqualTo(counted);
        assertThat(paged(new Condition.Below("/data"), page)).isEqualTo(counted);
        assertThat(bench.export(new Candidates(EVERYTHING, 100_000, null))).isEqualTo(counted);
        assertThat(paged(new Condition.Between(Measure.SIZE, 100, 5000), 1000))
                .containsExactlyInAnyOrderElementsOf(fleet.candidates(e -> e.size() >= 100 && e.size() < 5000));
    }

    @Test
    void filesOfACandidateAreListed() {
        bench.with(
                SnapshotBuilder.of("alpha", "/data")
                        .file("/data/b/100%_sure", 10)
                        .file("/data/a/100%_sure", 10)
                        .file("/data/a/100%_Sure", 10)
                        .file("/data/c/100%_sure", 11),
                SnapshotBuilder.of("beta", "/data").file("/data/100%_sure", 10));

        List<FileRow> files =
                bench.ask(Copies.of("100%_sure", 10, EVERYTHING, 10, null)).items();

        assertThat(files)
                .extracting(file -> file.server() + file.path())
                .containsExactly("alpha/data/a/100%_sure", "alpha/data/b/100%_sure", "beta/data/100%_sure");
    }

    @Test
    void whatIsNoCandidateAndNoCursorIsRefused() {
        assertThatThrownBy(() -> Copies.of("", 10, EVERYTHING, 10, null)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Copies.of("a", 0, EVERYTHING, 10, null)).isInstanceOf(ProblemException.class);
        bench.with(SnapshotBuilder.of("alpha", "/data").file("/data/a", 1));

        for (String cursor : List.of("x", "MTp4MTp5", "MjoxMg")) {
            assertThatThrownBy(() -> bench.ask(new Candidates(EVERYTHING, 10, cursor)))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.code().status()).isEqualTo(400));
        }
    }

    private static final Comparator<Candidate> BY_BYTES =
            Comparator.comparingLong(Candidate::reclaimableBytes).reversed();

    private List<Candidate> all(Condition filter) {
        return bench.ask(new Candidates(filter, 1000, null)).items();
    }

    private List<Candidate> paged(Condition filter, int limit) {
        List<Candidate> all = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Candidate> page = bench.ask(new Candidates(filter, limit, cursor));
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return all;
    }

    /// Servers with few names and sizes, so that much is alike by chance.
    private static final class Fleet {
        private final List<SnapshotBuilder> snapshots = new ArrayList<>();
        private final Map<String, List<MadeEntry>> files = new HashMap<>();

        Fleet(long seed, int servers, int filesEach) {
            Random random = new Random(seed);
            for (int i = 0; i < servers; i++) {
                String server = "server-" + i;
                SnapshotBuilder snapshot = SnapshotBuilder.of(server, "/data");
                files.put(server, new ArrayList<>());
                for (int n = 0; n < filesEach; n++) {
                    String path = "/data/" + n % 7 + "/" + n / 7 % 100 + "/f" + random.nextInt(filesEach);
                    MadeEntry entry =
                            MadeEntry.file(path, 1L << random.nextInt(16)).allocated(random.nextInt(9000));
                    entry = random.nextInt(9) == 0 ? entry.linked(n, 2, random.nextBoolean()) : entry;
                    snapshot.with(entry);
                    files.getOrDefault(server, List.of()).add(entry);
                }
                snapshots.add(snapshot);
            }
        }

        List<Candidate> candidates(Predicate<MadeEntry> where) {
            Map<List<Object>, List<Map.Entry<String, MadeEntry>>> groups = new HashMap<>();
            files.forEach((server, entries) -> entries.stream()
                    .filter(MadeEntry::counted)
                    .filter(where)
                    .forEach(e -> groups.computeIfAbsent(List.of(name(e), e.size()), key -> new ArrayList<>())
                            .add(Map.entry(server, e))));
            return groups.values().stream()
                    .filter(group -> group.size() > 1)
                    .map(Fleet::candidate)
                    .toList();
        }

        private static Candidate candidate(List<Map.Entry<String, MadeEntry>> group) {
            MadeEntry one = group.getFirst().getValue();
            List<Long> taken =
                    group.stream().map(e -> e.getValue().allocated()).sorted().toList();
            return new Candidate(
                    name(one),
                    one.size(),
                    group.size(),
                    group.stream().map(Map.Entry::getKey).distinct().count(),
                    taken.stream()
                            .limit(taken.size() - 1)
                            .mapToLong(Long::longValue)
                            .sum());
        }

        private static String name(MadeEntry entry) {
            return entry.path().substring(entry.path().lastIndexOf('/') + 1);
        }
    }
}
