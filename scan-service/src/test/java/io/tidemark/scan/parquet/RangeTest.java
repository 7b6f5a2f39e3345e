package io.tidemark.scan.parquet;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

class RangeTest {

    @Test
    void keepsWhatIsShort() {
        Range range = Range.ofBytes(utf8("a".repeat(256)), utf8("b".repeat(256)));

        assertThat(range.least()).isEqualTo(utf8("a".repeat(256)));
        assertThat(range.greatest()).isEqualTo(utf8("b".repeat(256)));
        assertThat(range.isLeastExact()).isTrue();
        assertThat(range.isGreatestExact()).isTrue();
    }

    @Test
    void cutsLongTextBetweenCharacters() {
        byte[] least = utf8("/" + "ä".repeat(200));

        Range range = Range.ofBytes(least, least);

        assertThat(range.least()).isEqualTo(utf8("/" + "ä".repeat(127)));
        assertThat(range.isLeastExact()).isFalse();
        assertThat(range.greatest()).isEqualTo(utf8("0"));
        assertThat(range.isGreatestExact()).isFalse();
        assertThat(Arrays.compareUnsigned(range.least(), least)).isNegative();
        assertThat(Arrays.compareUnsigned(range.greatest(), least)).isPositive();
    }

    @Test
    void keepsLongTextThatNothingShortIsAbove() {
        byte[] greatest = utf8("ä".repeat(200));

        Range range = Range.ofBytes(greatest, greatest);

        assertThat(range.greatest()).isEqualTo(greatest);
        assertThat(range.isGreatestExact()).isTrue();
    }

    @Test
    void writesNumbersLowestByteFirst() {
        Range range = Range.ofLongs(-2, 0x0102, true);

        assertThat(range.least()).containsExactly(0xFE, 0xFF, 0xFF, 0xFF);
        assertThat(range.greatest()).containsExactly(2, 1, 0, 0);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
