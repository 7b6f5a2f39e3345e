package io.tidemark.scan.schedule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TimetableTest {

    @ParameterizedTest
    @CsvSource({
        "0 2 * * *, UTC, 2026-11-21T01:59:59Z, 2026-11-21T02:00:00Z",
        "0 2 * * *, UTC, 2026-11-21T02:00:00Z, 2026-11-22T02:00:00Z",
        "0 2 * * *, America/New_York, 2026-11-21T02:00:00Z, 2026-11-21T07:00:00Z",
        "30 4 1 * *, UTC, 2026-01-31T12:00:00Z, 2026-02-01T04:30:00Z",
        "0 0 29 2 *, UTC, 2026-03-01T00:00:00Z, 2028-02-29T00:00:00Z",
        "*/15 8-17 * * 1-5, UTC, 2026-11-20T17:45:00Z, 2026-11-23T08:00:00Z",
        "0 3 * * 0, UTC, 2026-11-21T00:00:00Z, 2026-11-22T03:00:00Z",
        "0 3 * * 7, UTC, 2026-11-21T00:00:00Z, 2026-11-22T03:00:00Z",
    })
    void findsTheNextTime(String schedule, String zone, Instant after, Instant next) {
        assertThat(timetable(schedule, zone, Duration.ZERO, "web-1").next(after))
                .contains(next);
    }

    @Test
    void runsATimeThatClocksSkipWhenItWouldHaveBeen() {
        assertThat(times("30 2 * * *", "2026-03-28T00:00:00Z", 3))
                .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
    }

    @Test
    void runsATimeThatClocksShowTwiceOnce() {
        assertThat(times("30 2 * * *", "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void skipsNoHourAndDoublesNoneWhereClocksArePutForward() {
        assertThat(times("0 * * * *", "2026-03-28T23:30:00Z", 4))
                .containsExactly(
                        "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z", "2026-03-29T03:00:00Z");
    }

    @Test
    void spreadsAFleetOverTheJitterEachServerAlwaysAtItsTime() {
        Instant midnight = Instant.parse("2026-11-21T00:00:00Z");
        Set<Instant> begins = new HashSet<>();

        for (int i = 0; i < 100; i++) {
            Instant begin = timetable("0 2 * * *", "UTC", Duration.ofMinutes(30), "web-" + i)
                    .next(midnight)
                    .orElseThrow();
            assertThat(begin).isBetween("2026-11-21T02:00:00Z", "2026-11-21T02:30:00Z");
            assertThat(timetable("0 2 * * *", "UTC", Duration.ofMinutes(30), "web-" + i)
                            .next(begin))
                    .contains(begin.plus(Duration.ofDays(1)));
            begins.add(begin);
        }

        assertThat(begins).hasSizeGreaterThan(80);
    }

    @Test
    void refusesSchedulesThatAreNone() {
        for (String bad : List.of("", "0 2 * *", "61 * * * *", "0 2 30 2 * *", "daily")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ScheduledRoot("/srv", bad, ZoneId.of("UTC"), Duration.ZERO))
                    .withMessage("a schedule has five fields as in crontab, such as '0 2 * * *', not '%s'", bad);
        }
    }

    private static List<String> times(String schedule, String after, int count) {
        Timetable berlin = timetable(schedule, "Europe/Berlin", Duration.ZERO, "web-1");
        List<String> times = new ArrayList<>();
        Instant at = Instant.parse(after);
        for (int i = 0; i < count; i++) {
            at = berlin.next(at).orElseThrow();
            times.add(at.toString());
        }
        return times;
    }

    private static Timetable timetable(String schedule, String zone, Duration jitter, String server) {
        return new Timetable(new ScheduledRoot("/srv", schedule, ZoneId.of(zone), jitter), server);
    }
}
