package io.tidemark.platform.size;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ByteSizeTest {
    @Test
    void keepsBytesBelowOneKibibyteExact() {
        assertThat(ByteSize.format(0)).isEqualTo("0 B");
        assertThat(ByteSize.format(1023)).isEqualTo("1023 B");
        assertThat(ByteSize.format(-1)).isEqualTo("-1 B");
    }

    @Test
    void showsOneDecimalBelowOneHundred() {
        assertThat(ByteSize.format(1024)).isEqualTo("1.0 KiB");
        assertThat(ByteSize.format(1536L << 20)).isEqualTo("1.5 GiB");
        assertThat(ByteSize.format(-(3L << 30))).isEqualTo("-3.0 GiB");
        assertThat(ByteSize.format(250L << 30)).isEqualTo("250 GiB");
    }

    @Test
    void takesTheNextUnitWhereRoundingReachesIt() {
        assertThat(ByteSize.format((1L << 20) - 1)).isEqualTo("1.0 MiB");
        assertThat(ByteSize.format(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
        assertThat(ByteSize.format(Long.MIN_VALUE)).isEqualTo("-8.0 EiB");
    }
}
