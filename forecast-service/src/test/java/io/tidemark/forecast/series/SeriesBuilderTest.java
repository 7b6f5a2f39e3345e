package io.tidemark.forecast.series;

import io.tidemark.forecast.source.DailySample;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class SeriesBuilderTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-20");

    private final SeriesBuilder builder = new SeriesBuilder(3);

    @Test
    void leavesOutTodayBecauseItIsNotOver() {
        List<DailySample> samples = List.of(sample(18, 10), sample(19, 20), sample(20, 99));

        DailySeries series = builder.build(samples, TODAY, TODAY);

        assertThat(series.values()).containsExactly(10, 20);
        assertThat(series.lastDay()).isEqualTo("2026-03-19");
    }

    @Test
    void fillsThreeMissingDaysOnALineAndCountsThem() {
        List<DailySample> samples = List.of(sample(14, 10), sample(18, 50), sample(19, 60));

        DailySeries series = builder.build(samples, TODAY, TODAY);

        assertThat(series.values()).containsExactly(10, 20, 30, 40, 50, 60);
        assertThat(series.filledDays()).isEqualTo(3);
        assertThat(series.measuredDays()).isEqualTo(3);
    }

    @Test
    void usesOnlyWhatComesAfterFourMissingDays() {
        List<DailySample> samples = List.of(sample(12, 10), sample(13, 10), sample(18, 50), sample(19, 60));

        DailySeries series = builder.build(samples, TODAY, TODAY);

        assertThat(series.values()).containsExactly(50, 60);
        assertThat(series.filledDays()).isZero();
    }

    @Test
    void isEmptyWhereTheVolumeComesBackAfterALongGap() {
        List<DailySample> samples = List.of(sample(1, 10), sample(2, 20));

        DailySeries series = builder.build(samples, TODAY, TODAY);

        assertThat(series.days()).isZero();
    }

    @Test
    void keepsTheStretchOfAVolumeThatIsNoLongerSeen() {
        List<DailySample> samples = List.of(sample(1, 10), sample(2, 20));

        DailySeries series = builder.build(samples, LocalDate.parse("2026-03-02"), TODAY);

        assertThat(series.values()).containsExactly(10, 20);
        assertThat(series.lastDay()).isEqualTo("2026-03-02");
    }

    private static DailySample sample(int day, long used) {
        return new DailySample(LocalDate.of(2026, 3, day), used);
    }
}
