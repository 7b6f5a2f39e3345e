package io.tidemark.alert.evaluation;

import io.tidemark.alert.rule.Measure;
import io.tidemark.alert.rule.RuleId;
import io.tidemark.alert.rule.Severity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.UUID;

import static io.tidemark.alert.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

class SummaryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "USED_SHARE | 0.85 | 0.8725 | /srv on web-1: 87.3 % used, limit 85.0 %",
                "FREE_BYTES | 1073741824 | 1048576 | /srv on web-1: 1.0 MiB free, at least 1.0 GiB wanted",
                "FREE_INODES_SHARE | 0.1 | 0.02 | /srv on web-1: 2.0 % of the inodes free, at least 10.0 % wanted",
            })
    void tellsWhereWhatAndTheLimit(Measure measure, double threshold, double value, String expected) {
        var alert = new Alert(
                new UUID(0, 1),
                new AlertKey(new RuleId("r"), "web-1", "/srv"),
                new Terms("R", Severity.WARNING, measure, threshold),
                new State.Pending(NOON, new Observation(NOON, value)));

        assertThat(Summary.of(alert)).isEqualTo(expected);
    }
}
