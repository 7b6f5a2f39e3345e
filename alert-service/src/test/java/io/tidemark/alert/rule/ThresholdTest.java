package io.tidemark.alert.rule;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ThresholdTest {

    @ParameterizedTest
    @CsvSource({
        "USED_SHARE, 0.85, 0.83, 0.8501, true, false",
        "USED_SHARE, 0.85, 0.83, 0.85, false, false",
        "USED_SHARE, 0.85, 0.83, 0.84, false, false",
        "USED_SHARE, 0.85, 0.83, 0.83, false, true",
        "FREE_BYTES, 1000, 1200, 999, true, false",
        "FREE_BYTES, 1000, 1200, 1000, false, false",
        "FREE_BYTES, 1000, 1200, 1200, false, true",
        "FREE_INODES_SHARE, 0.10, 0.12, 0.09, true, false",
        "FREE_INODES_SHARE, 0.10, 0.12, 0.11, false, false",
        "FREE_INODES_SHARE, 0.10, 0.12, 0.13, false, true",
    })
    void firesBeyondOneLineAndClearsAtTheOther(
            Measure measure, double fire, double clear, double value, boolean breached, boolean cleared) {
        var threshold = new Threshold(measure, fire, clear);

        assertThat(threshold.breachedBy(value)).isEqualTo(breached);
        assertThat(threshold.clearedBy(value)).isEqualTo(cleared);
    }

    @ParameterizedTest
    @CsvSource({
        "USED_SHARE, 0.85, 0.86",
        "USED_SHARE, 0.85, 0.85",
        "USED_SHARE, 1.2, 0.8",
        "USED_SHARE, NaN, 0.8",
        "FREE_BYTES, 1000, 900",
        "FREE_BYTES, -1, 900",
        "FREE_BYTES, 1000, Infinity",
        "FREE_INODES_SHARE, 0.1, 0.05",
    })
    void refusesAClearLineThatIsNotOnTheSafeSideAndLinesNoReadingCanReach(Measure measure, double fire, double clear) {
        assertThatThrownBy(() -> new Threshold(measure, fire, clear)).isInstanceOf(IllegalArgumentException.class);
    }
}
