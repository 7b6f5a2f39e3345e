package io.tidemark.scan.parquet;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

class ThriftTest {

    private final Bytes out = new Bytes();
    private final Thrift thrift = new Thrift(out);

    @Test
    void writesFieldsByTheirDistance() {
        thrift.number(1, -1).number(3, 64L).flag(4, true).flag(5, false).close();

        assertThat(bytes()).containsExactly(0x15, 1, 0x26, 0x80, 1, 0x11, 0x12, 0);
    }

    @Test
    void writesAFarFieldByItsNumber() {
        thrift.number(1, 0).number(20, 0).close();

        assertThat(bytes()).containsExactly(0x15, 0, 0x05, 40, 0, 0);
    }

    @Test
    void countsFieldsAnewInsideAStructure() {
        thrift.number(5, 1).struct(6).number(1, 2).close().number(7, 3).close();

        assertThat(bytes()).containsExactly(0x55, 2, 0x1C, 0x15, 4, 0, 0x15, 6, 0);
    }

    @Test
    void writesListsShortAndLong() {
        thrift.numbers(1, 2).element(1).element(2).binaries(2, 15);
        for (int i = 0; i < 15; i++) {
            thrift.element(new byte[0]);
        }
        thrift.text(3, "ab").close();

        assertThat(Arrays.copyOf(bytes(), 8)).containsExactly(0x19, 0x25, 2, 4, 0x19, 0xF8, 15, 0);
        assertThat(Arrays.copyOfRange(bytes(), 22, 27)).containsExactly(0x18, 2, 'a', 'b', 0);
    }

    private int[] bytes() {
        int[] bytes = new int[out.size()];
        Arrays.setAll(bytes, i -> out.array()[i] & 0xFF);
        return bytes;
    }
}
