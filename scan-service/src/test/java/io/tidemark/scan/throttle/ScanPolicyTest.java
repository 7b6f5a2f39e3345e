package io.tidemark.scan.throttle;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import static io.tidemark.scan.throttle.Policies.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScanPolicyTest {

    @Test
    void staysOpenAsLongAsNoMinuteIsClosed() {
        ScanPolicy night = Policies.hours("22:00-06:00", "UTC");
        Instant late = Instant.parse("2026-11-21T23:00:00Z");

        assertThat(night.staysOpen(late, late.plus(Duration.ofHours(6)))).isTrue();
        assertThat(night.staysOpen(late, late.plus(Duration.ofHours(8)))).isFalse();
        assertThat(night.staysOpen(late, late.plus(Duration.ofDays(10)))).isFalse();
        assertThat(Policies.FULL.staysOpen(late, late.plus(Duration.ofDays(10))))
                .isTrue();
    }

    @Test
    void changesOnlyTheFieldsThatAreGiven() {
        JsonNode changes = json("""
                {"cpuShare":0.2,"hours":["22:00-06:00"],"zone":"Europe/Berlin","longest":"PT6H","exclude":["*.tmp"]}""");

        ScanPolicy changed = PolicyJson.change(ScanPolicy.DEFAULT, changes);

        assertThat(changed)
                .isEqualTo(new ScanPolicy(
                        0.2,
                        null,
                        List.of(Hours.of("22:00-06:00")),
                        ZoneId.of("Europe/Berlin"),
                        Duration.ofHours(6),
                        true,
                        true,
                        List.of("*.tmp"),
                        List.of(),
                        true));
    }

    @Test
    void takesALimitAwayWhereNullIsGiven() {
        ScanPolicy limited =
                PolicyJson.change(ScanPolicy.DEFAULT, json("{\"callsPerSecond\":100,\"longest\":\"PT1H\"}"));

        ScanPolicy changed = PolicyJson.change(limited, json("{\"callsPerSecond\":null,\"longest\":null}"));

        assertThat(changed).isEqualTo(ScanPolicy.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cpuShare|0",
                "cpuShare|1.01",
                "cpuShare|\"0.5\"",
                "cpuShare|null",
                "callsPerSecond|0",
                "callsPerSecond|2.5",
                "hours|[\"25:00-06:00\"]",
                "hours|[\"06:00-06:00\"]",
                "hours|\"22:00-06:00\"",
                "hours|[null]",
                "hours|null",
                "zone|\"Mars/Olympus\"",
                "longest|\"PT0S\"",
                "longest|\"six hours\"",
                "idle|\"yes\"",
                "exclude|[\" \"]",
                "nice|19"
            })
    void namesEachFieldThatIsWrong(String field, String value) {
        JsonNode changes = json("{\"" + field + "\":" + value + "}");

        assertThatThrownBy(() -> PolicyJson.change(ScanPolicy.DEFAULT, changes))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.errors())
                                .extracting(FieldError::field)
                                .containsExactly("policy." + field));
    }

    @Test
    void hasOneHashForOneMeaning() {
        ScanPolicy one = PolicyJson.change(ScanPolicy.DEFAULT, json("{\"cpuShare\":0.1,\"idle\":false}"));
        ScanPolicy same = PolicyJson.change(ScanPolicy.DEFAULT, json("{\"idle\":false,\"cpuShare\":0.10}"));

        assertThat(PolicyJson.hash(one))
                .isEqualTo(PolicyJson.hash(same))
                .isNotEqualTo(PolicyJson.hash(ScanPolicy.DEFAULT))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void writesItsJsonAsItReadsIt() {
        ScanPolicy policy = PolicyJson.change(
                ScanPolicy.DEFAULT, json("{\"hours\":[\"22:00-24:00\"],\"longest\":\"PT90M\",\"callsPerSecond\":5}"));

        JsonNode written = PolicyJson.tree(policy);

        assertThat(written.toString())
                .isEqualTo("{\"backOff\":true,\"callsPerSecond\":5,\"cpuShare\":0.05,\"exclude\":[],"
                        + "\"hours\":[\"22:00-00:00\"],\"idle\":true,\"include\":[],\"longest\":\"PT1H30M\","
                        + "\"oneFilesystem\":true,\"zone\":\"UTC\"}");
        assertThat(PolicyJson.change(ScanPolicy.DEFAULT, written)).isEqualTo(policy);
    }

    @ParameterizedTest
    @CsvSource({
        "22:00-06:00, UTC, 2026-11-21T21:59:59Z, false",
        "22:00-06:00, UTC, 2026-11-21T22:00:00Z, true",
        "22:00-06:00, UTC, 2026-11-21T05:59:59Z, true",
        "22:00-06:00, UTC, 2026-11-21T06:00:00Z, false",
        "09:00-17:00, America/New_York, 2026-11-20T14:00:00Z, true",
        "09:00-17:00, America/New_York, 2026-11-20T22:00:00Z, false",
        // Clocks go from 02:00 to 03:00 at 01:00Z: 02:30 does not happen.
        "02:00-03:00, Europe/Berlin, 2026-03-29T00:59:59Z, false",
        "02:00-03:00, Europe/Berlin, 2026-03-29T01:00:00Z, false",
        // Clocks go from 03:00 back to 02:00 at 01:00Z: 02:30 happens twice.
        "02:00-03:00, Europe/Berlin, 2026-10-25T00:30:00Z, true",
        "02:00-03:00, Europe/Berlin, 2026-10-25T01:30:00Z, true",
        "02:00-03:00, Europe/Berlin, 2026-10-25T02:00:00Z, false",
    })
    void isOpenByTheClockOfItsZone(String hours, String zone, Instant now, boolean open) {
        assertThat(Policies.hours(hours, zone).isOpen(now)).isEqualTo(open);
    }

    @Test
    void refusesHoursThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hours.of("22-6"))
                .withMessage("hours look like 22:00-06:00, not like '22-6'");
    }
}
