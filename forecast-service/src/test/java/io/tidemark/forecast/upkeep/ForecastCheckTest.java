package io.tidemark.forecast.upkeep;

import io.micrometer.core.instrument.Gauge;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static io.tidemark.forecast.upkeep.Bench.DATA;
import static io.tidemark.forecast.upkeep.Bench.LOGS;
import static org.assertj.core.api.Assertions.assertThat;

class ForecastCheckTest {

    private final Bench bench = new Bench();

    @BeforeEach
    void twoVolumesWereReadNow() {
        read();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void makesWhatIsDueOnceADay() {
        bench.check.run();
        bench.check.run();

        assertThat(bench.made()).isEqualTo(2);
        assertThat(bench.store.size()).isEqualTo(2);
    }

    @Test
    void makesThemAnewTheNextDay() {
        bench.check.run();
        bench.clock.pass(Duration.ofDays(1));
        read();
        bench.check.run();

        assertThat(bench.made()).isEqualTo(4);
        assertThat(bench.store.size()).isEqualTo(4);
    }

    @Test
    void removesWhatWasKeptLongEnough() {
        bench.check.run();
        bench.clock.pass(Duration.ofDays(6));
        read();
        bench.check.run();

        assertThat(bench.store.size()).isEqualTo(2);
    }

    @Test
    void doesNothingWhileAnotherReplicaHoldsTheLease() {
        bench.leaseIsFree = false;

        bench.check.run();

        assertThat(bench.made()).isZero();
        assertThat(bench.leaseAsked).containsExactly(Duration.ofMinutes(30));
    }

    @Test
    void leavesWhatIsKeptAloneWhileHistoryIsAway() {
        bench.check.run();
        bench.clock.pass(Duration.ofDays(6));
        bench.history.goAway();

        bench.check.run();

        assertThat(bench.store.size()).isEqualTo(2);
    }

    @Test
    void oneVolumeThatCannotBeForecastKeepsNoOtherFromIt() {
        bench.history.damage(DATA);

        bench.check.run();

        assertThat(bench.store.newest(List.of(DATA, LOGS))).containsOnlyKeys(LOGS);
        assertThat(bench.failed()).isEqualTo(1);
    }

    @Test
    void showsTheDaysUntilEachVolumeIsFull() {
        bench.check.run();

        // 500 at yesterday's end, ten more each day: a thousand fifty days later
        assertThat(daysUntilFull()).isEqualTo(49);
    }

    @Test
    void goesOnWithTheLastForecastsWhereOnlyTheDaysCannotBeRead() {
        bench.check.run();
        bench.clock.pass(Duration.ofDays(1));
        read();
        bench.history.loseDays();
        bench.check.run();

        assertThat(bench.failed()).isEqualTo(2);
        assertThat(daysUntilFull()).isEqualTo(48);
    }

    private double daysUntilFull() {
        Gauge days = bench.meters
                .get("tidemark.forecast.days.until.full")
                .tags("server", "web-1", "volume", "/data")
                .gauge();
        return days.value();
    }

    private void read() {
        bench.history.read(DATA, bench.clock.instant(), 505);
        bench.history.read(LOGS, bench.clock.instant(), 505);
    }
}
