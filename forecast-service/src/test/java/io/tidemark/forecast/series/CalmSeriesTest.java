package io.tidemark.forecast.series;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class CalmSeriesTest {

    @Test
    void movesWhatLiesBeforeALoneBurstToTodaysLevel() {
        double[] values = {5, 6, 7, 8, 108, 109, 110};

        CalmSeries calm = CalmSeries.of(values);

        assertThat(calm.values()).containsExactly(104, 105, 106, 107, 108, 109, 110);
        assertThat(calm.bursts()).isEqualTo(1);
    }

    @Test
    void countsAJumpOverThreeDaysAsOneBurst() {
        double[] values = {0, 0, 0, 0, 0, 40, 70, 100, 100, 100, 100, 100};

        CalmSeries calm = CalmSeries.of(values);

        assertThat(calm.values()).containsOnly(100);
        assertThat(calm.bursts()).isEqualTo(1);
    }

    @Test
    void leavesAStaircaseAsItIsBecauseThatIsHowItGrows() {
        double[] values =
                IntStream.range(0, 28).mapToDouble(day -> day / 7 * 50).toArray();

        CalmSeries calm = CalmSeries.of(values);

        assertThat(calm.values()).containsExactly(values);
        assertThat(calm.bursts()).isZero();
    }
}
