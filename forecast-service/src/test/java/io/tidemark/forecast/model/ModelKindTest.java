package io.tidemark.forecast.model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class ModelKindTest {

    @Test
    void naiveRepeatsTheLastValue() {
        Fit fit = ModelKind.NAIVE.fit(new double[] {1, 2, 7});

        assertThat(fit.ahead(1)).isEqualTo(7);
        assertThat(fit.ahead(300)).isEqualTo(7);
    }

    @Test
    void linearTrendGoesOnFromTheLastValueAtTheSlopeOfLeastSquares() {
        Fit fit = ModelKind.LINEAR_TREND.fit(new double[] {1, 2, 6, 7});

        // by hand: slope 11 / 5
        assertThat(fit.ahead(0)).isCloseTo(7, within(1e-9));
        assertThat(fit.ahead(10)).isCloseTo(29, within(1e-9));
    }

    @Test
    void dampedTrendSumsThePowersOfTheDamping() {
        Fit fit = new DampedTrend(100, 10, 0.8);

        assertThat(fit.ahead(0)).isEqualTo(100);
        assertThat(fit.ahead(1)).isCloseTo(108, within(1e-9));
        assertThat(fit.ahead(3)).isCloseTo(100 + 10 * (0.8 + 0.64 + 0.512), within(1e-9));
        assertThat(fit.ahead(1000)).isCloseTo(140, within(1e-9));
    }

    @Test
    void dampedTrendFindsTheProcessThatMadeTheSeries() {
        var random = new Random(7);
        double level = 1000;
        double trend = 50;
        var values = new double[400];
        for (int day = 0; day < values.length; day++) {
            double error = random.nextGaussian();
            double expected = level + 0.9 * trend;
            values[day] = expected + error;
            level = expected + 0.5 * error;
            trend = 0.9 * trend + 0.05 * error;
        }

        Fit fit = ModelKind.DAMPED_TREND.fit(values);

        assertThat(fit.ahead(1)).isCloseTo(level + 0.9 * trend, within(1.0));
    }

    @ParameterizedTest
    @EnumSource
    void staysAtTheLevelOfAConstantSeries(ModelKind model) {
        double[] values = IntStream.range(0, 30).mapToDouble(_ -> 5e12).toArray();

        Fit fit = model.fit(values);

        assertThat(fit.ahead(365)).isCloseTo(5e12, within(1.0));
    }

    @ParameterizedTest
    @EnumSource
    void refusesTooFewValues(ModelKind model) {
        assertThatThrownBy(() -> model.fit(new double[] {1, 2})).isInstanceOf(IllegalArgumentException.class);
    }
}
