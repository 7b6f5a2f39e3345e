package io.tidemark.analytics.fleet;

import io.tidemark.analytics.source.Lens;
import io.tidemark.analytics.source.Moment;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.SnapshotBuilder;
import io.tidemark.platform.problem.ProblemException;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

class GroupsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

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
    void groupsAreSpreadAsCommonsMathSays() {
        Random random = new Random(1);
        Map<String, String> groupOf = new HashMap<>();
        Map<String, DescriptiveStatistics> theirs = new HashMap<>();
        for (int i = 0; i < 14; i++) {
            String group = List.of("a", "b", "").get(i % 3);
            long size = 1L + random.nextInt(100_000);
            bench.with(SnapshotBuilder.of("server-" + i, "/data").file("/data/f", size));
            theirs.computeIfAbsent(group, g -> new DescriptiveStatistics()).addValue((double) size);
            if (!group.isEmpty()) {
                groupOf.put("server-" + i, group);
            }
        }

        List<GroupStanding> groups = bench.ask(new GroupComparison(Aspect.SIZE, groupOf, 3));

        assertThat(groups).extracting(GroupStanding::group).containsExactlyInAnyOrder("a", "b", "");
        assertThat(groups).extracting(GroupStanding::rank).containsExactly(1, 2, 3);
        double[] means = theirs.values().stream()
                .mapToDouble(DescriptiveStatistics::getMean)
                .toArray();
        for (GroupStanding ours : groups) {
            DescriptiveStatistics group = theirs.getOrDefault(ours.group(), new DescriptiveStatistics());
            Percentile type7 = new Percentile().withEstimationType(EstimationType.R_7);
            type7.setData(group.getValues());
            assertThat(ours.servers()).isEqualTo((int) group.getN());
            assertThat(ours.total()).isEqualTo(group.getSum());
            assertThat(ours.mean()).isCloseTo(group.getMean(), within(1e-6));
            assertThat(ours.variance()).isCloseTo(group.getVariance(), within(1e-3));
            assertThat(ours.standardDeviation()).isCloseTo(group.getStandardDeviation(), within(1e-6));
            assertThat(ours.variation()).isCloseTo(group.getStandardDeviation() / group.getMean(), within(1e-9));
            assertThat(ours.median()).isCloseTo(type7.evaluate(50), within(1e-6));
            assertThat(ours.p10()).isCloseTo(type7.evaluate(10), within(1e-6));
            assertThat(ours.p90()).isCloseTo(type7.evaluate(90), within(1e-6));
            assertThat(ours.zScore())
                    .isCloseTo(
                            (group.getMean() - StatUtils.mean(means)) / Math.sqrt(StatUtils.variance(means)),
                            within(1e-9));
        }
    }

    @Test
    void serverUnlikeItsGroupIsNamedWithWhatIsUnlike() {
        Map<String, String> groupOf = new HashMap<>();
        for (int i = 0; i < 9; i++) {
            bench.with(SnapshotBuilder.of("web-" + i, "/data").file("/data/f", i == 4 ? 90_000 : 1000 + i));
            bench.with(SnapshotBuilder.of("db-" + i, "/data").file("/data/f", 90_000 + i));
            groupOf.put("web-" + i, "web");
            groupOf.put("db-" + i, "db");
        }
        bench.with(SnapshotBuilder.of("alone", "/data").file("/data/f", 1 << 30));

        List<Unlike> unlike = bench.ask(new Unlikeness(groupOf, 9));

        assertThat(unlike)
                .extracting(Unlike::server, Unlike::group, Unlike::servers, Unlike::by, Unlike::value, Unlike::median)
                .containsExactly(
                        tuple("web-4", "web", 9, "average-file-size", 90_000.0, 1005.0),
                        tuple("web-4", "web", 9, "size", 90_000.0, 1005.0));
        assertThat(unlike.getFirst().robustZScore()).isCloseTo(0.6745 * (90_000 - 1005) / 3, within(1e-6));
        assertThat(bench.ask(new Unlikeness(groupOf, 10))).isEmpty();
        assertThatThrownBy(() -> new Unlikeness(groupOf, 2)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void correlationIsThatOfCommonsMath(long seed) {
        Random random = new Random(seed);
        NavigableMap<Long, Double> first = new TreeMap<>();
        NavigableMap<Long, Double> second = new TreeMap<>();
        double[] x = new double[40];
        double[] y = new double[40];
        for (int i = 0; i < 40; i++) {
            x[i] = random.nextInt(20);
            y[i] = x[i] / 2 + random.nextInt(20);
            first.put((long) i, x[i]);
            second.put((long) i, y[i]);
        }
        first.put(99L, 1e9);

        Pair pair = Pair.of("a", first, "b", second).orElseThrow();

        assertThat(pair.days()).isEqualTo(40);
        assertThat(pair.pearson()).isCloseTo(new PearsonsCorrelation().correlation(x, y), within(1e-12));
        assertThat(pair.spearman()).isCloseTo(new SpearmansCorrelation().correlation(x, y), within(1e-12));
    }

    @Test
    void serversThatGrowTogetherComeFirst() {
        long[] steps = {5, 1, 9, 3, 7, 7, 2, 8, 1, 4, 6, 9, 2, 5, 3, 8};
        long alpha = 100;
        long gamma = 10_000;
        for (int day = 0; day < steps.length; day++) {
            Instant at = NOW.minus(Duration.ofDays(steps.length - day));
            bench.with(
                    SnapshotBuilder.of("alpha", "/").startedAt(at).file("/f", alpha),
                    SnapshotBuilder.of("alpha", "/in").startedAt(at).file("/in/f", 7L * day * day),
                    SnapshotBuilder.of("beta", "/").startedAt(at).file("/f", 2 * alpha),
                    SnapshotBuilder.of("gamma", "/").startedAt(at).file("/f", gamma),
                    SnapshotBuilder.of("still", "/").startedAt(at).file("/f", 5));
            alpha += steps[day];
            gamma -= steps[day];
        }
        Selection all = Selection.EVERYTHING.at(new Moment.Days(Instant.EPOCH, Instant.MAX, null, 1000));

        List<Pair> pairs = bench.ask(new GrowthCorrelation(10), all).value();

        assertThat(pairs)
                .extracting(Pair::one, Pair::other, Pair::days, p -> Math.round(p.pearson() * 1000))
                .containsExactlyInAnyOrder(
                        tuple("alpha", "beta", 15, 1000L),
                        tuple("alpha", "gamma", 15, -1000L),
                        tuple("beta", "gamma", 15, -1000L));
        Lens nothing = new Lens(List.of(), List.of());
        assertThat(bench.ask(
                                new GrowthCorrelation(10),
                                all.seenBy(server -> server.equals("gamma") ? nothing : Lens.EVERYTHING))
                        .value())
                .extracting(Pair::other)
                .containsExactly("beta");
    }
}
