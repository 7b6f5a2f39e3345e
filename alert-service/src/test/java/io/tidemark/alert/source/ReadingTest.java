package io.tidemark.alert.source;

import io.tidemark.alert.rule.Measure;
import org.junit.jupiter.api.Test;

import static io.tidemark.alert.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReadingTest {

    @Test
    void measuresTheUsedShareAsDfShowsIt() {
        // 1000 blocks, 600 used, 50 kept back for root: df divides by 950.
        var reading = new Reading("web-1", "/", NOON, 600, 350, 0, 0);

        assertThat(reading.value(Measure.USED_SHARE)).hasValue(600.0 / 950);
        assertThat(reading.value(Measure.FREE_BYTES)).hasValue(350);
    }

    @Test
    void hasNoInodeShareWithoutInodes() {
        var reading = new Reading("web-1", "/", NOON, 600, 350, 0, 0);

        assertThat(reading.value(Measure.FREE_INODES_SHARE)).isEmpty();
    }

    @Test
    void hasNoUsedShareWithoutBytes() {
        var reading = new Reading("web-1", "/proc", NOON, 0, 0, 10, 1);

        assertThat(reading.value(Measure.USED_SHARE)).isEmpty();
        assertThat(reading.value(Measure.FREE_INODES_SHARE)).hasValue(0.1);
    }

    @Test
    void staysExactWhereBytesDoNotFitALong() {
        var reading = new Reading("web-1", "/", NOON, Long.MAX_VALUE, Long.MAX_VALUE, 0, 0);

        assertThat(reading.value(Measure.USED_SHARE)).hasValue(0.5);
    }

    @Test
    void refusesMoreFreeInodesThanThereAre() {
        assertThatThrownBy(() -> new Reading("web-1", "/", NOON, 1, 1, 5, 6))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
