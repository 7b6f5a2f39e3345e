package io.tidemark.forecast.upkeep;

import io.tidemark.forecast.capacity.Forecast;
import io.tidemark.forecast.capacity.Outcome.Ready;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenancy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.tidemark.forecast.upkeep.Bench.DATA;
import static io.tidemark.forecast.upkeep.Bench.LOGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ForecastsTest {

    private final Bench bench = new Bench();

    @BeforeEach
    void twoVolumesWereReadNow() {
        bench.history.read(DATA, bench.clock.instant(), 505);
        bench.history.read(LOGS, bench.clock.instant(), 505);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void makesAForecastAndKeepsIt() {
        Forecast made = forecast();

        assertThat(made.madeAt()).isEqualTo("2026-06-01T10:00:00Z");
        assertThat(((Ready) made.outcome()).growthBytesPerDay()).isEqualTo(10);
        assertThat(bench.store.newest(List.of(DATA))).containsEntry(DATA, made);
    }

    @Test
    void givesTheKeptOneWhileItHolds() {
        Forecast first = forecast();
        bench.clock.pass(Duration.ofHours(3));
        bench.history.read(DATA, bench.clock.instant(), 508);

        assertThat(forecast()).isEqualTo(first);
        assertThat(bench.made()).isEqualTo(1);
    }

    @Test
    void makesItAnewTheNextDay() {
        forecast();
        bench.clock.pass(Duration.ofHours(14));
        bench.history.read(DATA, bench.clock.instant(), 510);

        assertThat(forecast().madeAt()).isEqualTo("2026-06-02T00:00:00Z");
        assertThat(bench.store.size()).isEqualTo(2);
    }

    @Test
    void keepsYesterdaysWhereNothingWasReadSince() {
        Forecast first = forecast();
        bench.clock.pass(Duration.ofHours(14));

        assertThat(forecast()).isEqualTo(first);
    }

    @Test
    void makesItAnewWhereTheReadingContradictsIt() {
        forecast();
        bench.clock.pass(Duration.ofHours(1));
        bench.history.read(DATA, bench.clock.instant(), 700);

        Forecast second = forecast();

        assertThat(second.reading().usedBytes()).isEqualTo(700);
        assertThat(second.madeAt()).isEqualTo("2026-06-01T11:00:00Z");
        assertThat(bench.store.size()).isEqualTo(1);
    }

    @Test
    void givesTheLastOneWhileHistoryIsAway() {
        Forecast first = forecast();
        bench.clock.pass(Duration.ofDays(3));
        bench.history.goAway();

        assertThat(forecast()).isEqualTo(first);
    }

    @Test
    void givesTheLastOneWhereOnlyTheDaysCannotBeRead() {
        Forecast first = forecast();
        bench.clock.pass(Duration.ofDays(1));
        bench.history.read(DATA, bench.clock.instant(), 515);
        bench.history.loseDays();

        assertThat(forecast()).isEqualTo(first);
        assertThat(bench.failed()).isEqualTo(1);
    }

    @Test
    void isUnavailableWhereHistoryIsAwayAndNothingIsKept() {
        bench.history.goAway();

        assertThatThrownBy(this::forecast).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.UNAVAILABLE);
            assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(30));
        });
    }

    @Test
    void doesNotHideThatAVolumeCannotBeForecast() {
        bench.history.damage(DATA);

        assertThatThrownBy(this::forecast).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void pagesBehindAVolume() {
        List<Forecast> first = bench.forecasts.page(Tenancy.ALL, null, null, null, 1);
        List<Forecast> second = bench.forecasts.page(Tenancy.ALL, null, null, DATA, 1);
        List<Forecast> third = bench.forecasts.page(Tenancy.ALL, null, null, LOGS, 1);

        assertThat(first).extracting(Forecast::id).containsExactly(DATA);
        assertThat(second).extracting(Forecast::id).containsExactly(LOGS);
        assertThat(third).isEmpty();
        assertThat(bench.made()).isEqualTo(2);
    }

    @Test
    void saysWhatItTakesOfAVolumeNobodyRead() {
        assertThat(bench.forecasts.page(Tenancy.ALL, "nobody", "/", null, 10)).isEmpty();
        assertThat(bench.forecasts.unknown("nobody", "/"))
                .isEqualTo(new Unknown("nobody", "/", 14, Instant.parse("2026-06-01T10:00:00Z")));
    }

    private Forecast forecast() {
        return bench.forecasts.page(Tenancy.ALL, "web-1", "/data", null, 10).getFirst();
    }
}
