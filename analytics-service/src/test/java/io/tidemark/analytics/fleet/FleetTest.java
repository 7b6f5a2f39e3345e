package io.tidemark.analytics.fleet;

import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.SnapshotBuilder;
import io.tidemark.platform.problem.ProblemException;
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
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

class FleetTest {
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 101})
    void spreadIsThatOfCommonsMath(int count) {
        double[] values = new Random(count).doubles(count, 0, 1e13).toArray();
        DescriptiveStatistics theirs = new DescriptiveStatistics(values);
        Percentile type7 = new Percentile().withEstimationType(EstimationType.R_7);

        Spread ours = Spread.of(Arrays.stream(values).boxed().toList());

        assertThat(ours.mean()).isCloseTo(theirs.getMean(), within(1.0));
        assertThat(ours.standardDeviation()).isCloseTo(theirs.getStandardDeviation(), within(1.0));
        assertThat(ours.quantiles().least()).isEqualTo(theirs.getMin());
        assertThat(ours.quantiles().greatest()).isEqualTo(theirs.getMax());
        assertThat(ours.quantiles().p10()).isCloseTo(type7.evaluate(values, 10), within(1.0));
        assertThat(ours.quantiles().p25()).isCloseTo(type7.evaluate(values, 25), within(1.0));
        assertThat(ours.quantiles().median()).isCloseTo(type7.evaluate(values, 50), within(1.0));
        assertThat(ours.quantiles().p75()).isCloseTo(type7.evaluate(values, 75), within(1.0));
        assertThat(ours.quantiles().p90()).isCloseTo(type7.evaluate(values, 90), within(1.0));
    }

    @Test
    void spreadOfAFewIsAsWorkedOutByHand() {
        Spread spread = Spread.of(List.of(2.0, 4.0, 4.0, 10.0));

        assertThat(spread.mean()).isEqualTo(5);
        assertThat(spread.variance()).isEqualTo(12);
        assertThat(spread.variation()).isCloseTo(Math.sqrt(12) / 5, within(1e-12));
        assertThat(spread.quantiles().median()).isEqualTo(4);
        assertThat(spread.medianDeviation()).isEqualTo(1);
        assertThat(spread.zScore(10)).isCloseTo(5 / Math.sqrt(12), within(1e-12));
        assertThat(spread.robustZScore(10)).isCloseTo(0.6745 * 6, within(1e-12));
    }

    @Test
    void equalServersHaveNoScores() {
        Spread spread = Spread.of(List.of(7.0, 7.0, 7.0));

        assertThat(spread.zScore(7)).isNull();
        assertThat(spread.robustZScore(7)).isNull();
        assertThat(Spread.of(List.of(0.0)).variation()).isNull();
    }

    @Test
    void serverUnlikeTheOthersIsAnOutlierWhereThereAreEnough() {
        long[] sizes = {100, 110, 90, 105, 95, 5000};
        for (int i = 0; i < sizes.length; i++) {
            bench.with(SnapshotBuilder.of("server-" + i, "/data").file("/data/a", sizes[i]));
        }

        Comparison six = bench.ask(new FleetComparison(Aspect.SIZE, 6));
        Comparison more = bench.ask(new FleetComparison(Aspect.SIZE, 7));

        assertThat(six.servers())
                .extracting(Standing::server, Standing::value, Standing::rank, Standing::outlier)
                .containsExactly(
                        tuple("server-5", 5000.0, 1, true),
                        tuple("server-1", 110.0, 2, false),
                        tuple("server-3", 105.0, 3, false),
                        tuple("server-0", 100.0, 4, false),
                        tuple("server-4", 95.0, 5, false),
                        tuple("server-2", 90.0, 6, false));
        assertThat(more.servers()).noneMatch(Standing::outlier);
    }

    @Test
    void rootsOfAServerCountTogetherAndEqualValuesShareARank() {
        bench.with(
                SnapshotBuilder.of("alpha", "/a").file("/a/1", 30).file("/a/d/2", 20),
                SnapshotBuilder.of("alpha", "/b").file("/b/3", 50),
                SnapshotBuilder.of("beta", "/a").file("/a/1", 100),
                SnapshotBuilder.of("gamma", "/a").file("/a/1", 7));

        assertThat(bench.ask(new FleetComparison(Aspect.SIZE, 3)).servers())
                .extracting(Standing::server, Standing::value, Standing::rank)
                .containsExactly(tuple("alpha", 100.0, 1), tuple("beta", 100.0, 1), tuple("gamma", 7.0, 3));
        assertThat(bench.ask(new FleetComparison(Aspect.AVERAGE_FILE_SIZE, 3)).servers())
                .extracting(Standing::server, Standing::value)
                .containsExactly(tuple("beta", 100.0), tuple("alpha", 100 / 3.0), tuple("gamma", 7.0));
    }

    @Test
    void noServersHaveNoSpread() {
        assertThat(bench.ask(new FleetComparison(Aspect.FILES, 3))).isEqualTo(new Comparison(null, List.of(), 3));
    }

    @Test
    void groupTooSmallToTellAnythingIsRefused() {
        assertThatThrownBy(() -> new FleetComparison(Aspect.FILES, 2)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Aspect.named("beauty")).isInstanceOf(ProblemException.class);
    }
}
