package io.tidemark.forecast.series;

import io.tidemark.forecast.source.DailySample;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
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

    @Test
    void movesWhatLiesBeforeAVolumeThatBeganAnewToItsLevelAndCallsItNoBurst() {
        var first = LocalDate.parse("2026-01-01");
        double[] used = {50, 51, 52, 4, 5, 6, 2, 3};
        List<DailySample> samples = IntStream.range(0, used.length)
                .mapToObj(day -> new DailySample(first.plusDays(day), (long) used[day], day == 3 || day == 6))
                .toList();

        CalmSeries calm = CalmSeries.of(new SeriesBuilder(3).build(samples, first.plusDays(8), first.plusDays(8)));

        assertThat(calm.values()).containsExactly(-2, -1, 0, 0, 1, 2, 2, 3);
        assertThat(calm.bursts()).isZero();
    }
}
