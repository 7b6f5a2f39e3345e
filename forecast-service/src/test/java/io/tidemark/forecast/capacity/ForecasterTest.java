package io.tidemark.forecast.capacity;

import io.tidemark.forecast.capacity.Outcome.InsufficientHistory;
import io.tidemark.forecast.capacity.Outcome.Ready;
import io.tidemark.forecast.model.ModelKind;
import io.tidemark.forecast.source.DailySample;
import io.tidemark.forecast.source.Reading;
import io.tidemark.forecast.source.VolumeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class ForecasterTest {

    private static final long GIB = 1L << 30;
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-06-01");
    private static final VolumeId ID = new VolumeId("web-1", "/data");

    private final Forecaster forecaster = new Forecaster(new ForecastRules(14, 3, 365, 1000));

    @Test
    void saysTheExactDayForALine() {
        // one GiB a day; day 60 of the line is today, the hundredth fills
        List<DailySample> line = days(60, day -> (double) day * GIB);

        Ready ready = ready(line, reading(100 * GIB, 59 * GIB));

        assertThat(ready.model()).isEqualTo(ModelKind.LINEAR_TREND);
        assertThat(ready.growthBytesPerDay()).isEqualTo(GIB);
        assertThat(ready.full())
                .isEqualTo(
                        new Full(FullStatus.EXPECTED, TODAY.plusDays(40), TODAY.plusDays(40), TODAY.plusDays(40), 0.8));
        assertThat(ready.points().getFirst()).isEqualTo(new ForecastPoint(TODAY, 60 * GIB, 60 * GIB, 60 * GIB, true));
        assertThat(ready.points().getLast().day()).isEqualTo(TODAY.plusDays(363));
        assertThat(ready.points().getLast().measured()).isFalse();
    }

    @Test
    void theTrueDayLiesWithinTheRangeOfANoisyLine() {
        var random = new Random(11);
        List<DailySample> noisy = days(90, day -> (100.0 + day + random.nextGaussian()) * GIB);

        Full full = ready(noisy, reading(250 * GIB, 189 * GIB)).full();

        // without noise: 100 + day = 250 at day 150, which is 60 days from today
        LocalDate truth = TODAY.plusDays(60);
        assertThat(full.status()).isEqualTo(FullStatus.EXPECTED);
        assertThat(truth).isBetween(full.earliest(), full.latest());
        assertThat(full.median()).isBetween(TODAY.plusDays(50), TODAY.plusDays(70));
        assertThat(full.earliest()).isBefore(full.latest());
    }

    @Test
    void aLoneBurstIsNoTrend() {
        var random = new Random(5);
        List<DailySample> burst = days(60, day -> (100 + 0.1 * random.nextGaussian() + (day >= 50 ? 80 : 0)) * GIB);

        Ready ready = ready(burst, reading(200 * GIB, 180 * GIB));

        assertThat(ready.burstsSetAside()).isEqualTo(1);
        assertThat(ready.full().earliest()).isNull();
        assertThat(ready.full().status()).isEqualTo(FullStatus.NOT_WITHIN_HORIZON);
    }

    @Test
    void aBurstOfTodayMovesTheLevelAndNotTheTrend() {
        List<DailySample> line = days(60, day -> (double) day * GIB);

        Ready ready = ready(line, reading(100 * GIB, 80 * GIB));

        // today's end was expected at 60: the path is 20 higher
        assertThat(ready.growthBytesPerDay()).isEqualTo(GIB);
        assertThat(ready.full().median()).isEqualTo(TODAY.plusDays(20));
    }

    @Test
    void aConstantVolumeNeverFills() {
        Ready ready = ready(days(30, _ -> 50.0 * GIB), reading(100 * GIB, 50 * GIB));

        assertThat(ready.full()).isEqualTo(new Full(FullStatus.NOT_WITHIN_HORIZON, null, null, null, 0.8));
        assertThat(ready.growthBytesPerDay()).isZero();
        assertThat(ready.model()).isEqualTo(ModelKind.NAIVE);
    }

    @Test
    void anEmptyingVolumeNeverFallsBelowNothing() {
        Ready ready = ready(days(30, day -> (60.0 - 2 * day) * GIB), reading(100 * GIB, GIB));

        assertThat(ready.full().status()).isEqualTo(FullStatus.NOT_WITHIN_HORIZON);
        assertThat(ready.growthBytesPerDay()).isEqualTo(-2 * GIB);
        assertThat(ready.points().getLast().usedBytes()).isZero();
    }

    @Test
    void isFullWhereNothingIsAvailable() {
        Ready ready = ready(days(30, day -> (double) day * GIB), reading(30 * GIB, 30 * GIB));

        assertThat(ready.full()).isEqualTo(new Full(FullStatus.ALREADY_FULL, TODAY, TODAY, TODAY, 0.8));
    }

    @Test
    void refusesWithTheNumberOfDaysThatAreMissing() {
        Forecast forecast = forecaster.make(reading(100 * GIB, 10 * GIB), days(13, day -> day * 1.0), NOW);

        assertThat(forecast.outcome()).isEqualTo(new InsufficientHistory(13, 14));
    }

    @Test
    void filledDaysAreNotHistory() {
        List<DailySample> holes = days(26, day -> day * 1.0).stream()
                .filter(sample -> sample.day().toEpochDay() % 2 == 0)
                .toList();

        Forecast forecast = forecaster.make(reading(100 * GIB, 26), holes, NOW);

        assertThat(forecast.outcome()).isEqualTo(new InsufficientHistory(13, 14));
    }

    @Test
    void startsAtFourteenDays() {
        Ready ready = ready(days(14, day -> (double) day * GIB), reading(20 * GIB, 13 * GIB));

        assertThat(ready.daysOfHistory()).isEqualTo(14);
        assertThat(ready.full().median()).isEqualTo(TODAY.plusDays(6));
    }

    @Test
    void aResizeChangesTheDayAndNotTheTrend() {
        List<DailySample> line = days(60, day -> (double) day * GIB);

        Ready small = ready(line, reading(100 * GIB, 59 * GIB));
        Ready large = ready(line, reading(300 * GIB, 59 * GIB));

        assertThat(large.growthBytesPerDay()).isEqualTo(small.growthBytesPerDay());
        assertThat(large.full().median()).isEqualTo(TODAY.plusDays(240));
    }

    @Test
    void equalInputsGiveEqualForecasts() {
        var random = new Random(2);
        List<DailySample> noisy = days(60, day -> (50.0 + day + 3 * random.nextGaussian()) * GIB);

        Forecast first = forecaster.make(reading(200 * GIB, 110 * GIB), noisy, NOW);
        Forecast second = forecaster.make(reading(200 * GIB, 110 * GIB), noisy, NOW);

        assertThat(second).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4096, Long.MAX_VALUE / 20})
    void anySizeGivesBoundsThatEncloseTheExpectation(long size) {
        Ready ready = ready(days(20, day -> day % 2 * (size / 2.0)), reading(size, size / 2));

        assertThat(ready.points())
                .allSatisfy(point -> assertThat(point.lowerBytes()).isBetween(0L, point.usedBytes()));
    }

    /// 300 series of a noisy line; how often does what came lie within the interval of eight in ten?
    @Test
    void theIntervalCoversWhatItPromises() {
        var random = new Random(42);
        int covered = 0;
        int all = 0;
        for (int run = 0; run < 300; run++) {
            double[] truth = IntStream.range(0, 74)
                    .mapToDouble(day -> (500 + 2 * day + 5 * random.nextGaussian()) * GIB)
                    .toArray();
            Ready ready = ready(days(60, day -> truth[day]), reading(1000 * GIB, (long) truth[60]));
            for (int ahead = 0; ahead < 14; ahead++) {
                ForecastPoint point = ready.points().get(ahead);
                all++;
                covered += truth[60 + ahead] >= point.lowerBytes() && truth[60 + ahead] <= point.upperBytes() ? 1 : 0;
            }
        }

        assertThat((double) covered / all).isBetween(0.75, 0.9);
    }

    private Ready ready(List<DailySample> samples, Reading newest) {
        return (Ready) forecaster.make(newest, samples, NOW).outcome();
    }

    private static Reading reading(long size, long used) {
        return new Reading(ID, NOW, size, used, size - used);
    }

    /// So many finished days up to yesterday, the first one day 0.
    private static List<DailySample> days(int count, IntToDoubleFunction used) {
        return IntStream.range(0, count)
                .mapToObj(day -> new DailySample(TODAY.minusDays(count - day), (long) used.applyAsDouble(day)))
                .toList();
    }
}
