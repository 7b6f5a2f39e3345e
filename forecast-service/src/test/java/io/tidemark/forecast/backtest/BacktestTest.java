package io.tidemark.forecast.backtest;

import io.tidemark.forecast.model.ModelKind;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class BacktestTest {

    @Test
    void aLineIsWonByTheLinearTrendWithoutError() {
        double[] line = IntStream.range(0, 60).mapToDouble(day -> 100 + 3 * day).toArray();

        List<Score> scores = Backtest.run(line, 0.8);

        assertThat(scores.getFirst().model()).isEqualTo(ModelKind.LINEAR_TREND);
        assertThat(scores.getFirst().error()).isZero();
        assertThat(scores.getFirst().radii().measuredDays()).isEqualTo(20);
        assertThat(scores.getFirst().radii().ahead(20)).isCloseTo(0, within(1e-6));
    }

    @Test
    void scalesTheErrorOfNaiveByTheMeanStep() {
        double[] line = IntStream.range(0, 14).mapToDouble(day -> 3 * day).toArray();

        Score naive = of(ModelKind.NAIVE, Backtest.run(line, 0.8));

        // origins 7 to 13, up to 4 ahead: (7 * 1 + 6 * 2 + 5 * 3 + 4 * 4) / 22
        assertThat(naive.error()).isCloseTo(50 / 22.0, within(1e-6));
    }

    @Test
    void aConstantSeriesIsWonByTheSimplest() {
        double[] constant = DoubleStream.generate(() -> 8e9).limit(40).toArray();

        Score best = Backtest.run(constant, 0.8).getFirst();

        assertThat(best.model()).isEqualTo(ModelKind.NAIVE);
        assertThat(best.radii().ahead(100)).isZero();
    }

    @Test
    void radiiNeverShrinkAndGrowWithTheRootBeyondWhatWasMeasured() {
        var random = new Random(3);
        double[] noisy = random.doubles(90).map(v -> 1000 * v).toArray();

        Radii radii = Backtest.run(noisy, 0.8).getFirst().radii();

        assertThat(IntStream.range(1, 365).allMatch(day -> radii.ahead(day) <= radii.ahead(day + 1)))
                .isTrue();
        assertThat(radii.measuredDays()).isEqualTo(30);
        assertThat(radii.ahead(120)).isCloseTo(2 * radii.ahead(30), within(1e-6));
    }

    @Test
    void theConformalRankCountsTheOutcomeItself() {
        double[] errors = {5, 1, 4, 2, 3, 9, 6, 8, 7};

        assertThat(Radii.conformal(errors, 0.8)).isEqualTo(8);
        assertThatThrownBy(() -> Radii.conformal(new double[] {1, 2, 3}, 0.8))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Score of(ModelKind model, List<Score> scores) {
        return scores.stream().filter(s -> s.model() == model).findFirst().orElseThrow();
    }
}
