package io.tidemark.scan.parquet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class HybridTest {

    @Test
    void packsEightNumbersAsTheFormatsOwnExample() {
        assertThat(encoded(3, 0, 1, 2, 3, 4, 5, 6, 7)).containsExactly(0x03, 0x88, 0xC6, 0xFA);
    }

    @Test
    void tellsARunByItsLengthAndValue() {
        int[] run = new int[1000];
        Arrays.fill(run, 4);

        assertThat(encoded(9, run)).containsExactly(0xD0, 0x0F, 4, 0);
    }

    @Test
    void fillsAGroupFromTheRunThatFollows() {
        int[] values = new int[33];
        values[0] = 1;

        assertThat(encoded(1, values)).containsExactly(0x03, 0x01, 25 << 1, 0);
    }

    @Test
    void appendsNothingForNoNumbers() {
        assertThat(encoded(1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 16, 17, 24, 25, 31})
    void losesNothing(int width) {
        Random random = new Random(width);
        for (int round = 0; round < 200; round++) {
            int[] values = new int[random.nextInt(300)];
            for (int i = 0; i < values.length; ) {
                int run = Math.min(values.length - i, 1 + random.nextInt(random.nextInt(40) + 1));
                Arrays.fill(values, i, i + run, random.nextInt() & ((1 << width) - 1));
                i += run;
            }

            Bytes out = new Bytes();
            Hybrid.encode(values, values.length, width, out);

            assertThat(decoded(out.copy(), values.length, width)).isEqualTo(values);
        }
    }

    /// Written from the text of the format, not from the encoder.
    private static int[] decoded(byte[] bytes, int count, int width) {
        int[] values = new int[count];
        int done = 0;
        int at = 0;
        while (done < count) {
            int header = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes[at++];
                header |= (next & 0x7F) << shift;
                if (next >= 0) {
                    break;
                }
            }
            if ((header & 1) == 0) {
                int value = 0;
                for (int i = 0; i < (width + 7) / 8; i++) {
                    value |= (bytes[at++] & 0xFF) << (8 * i);
                }
                Arrays.fill(values, done, done + (header >>> 1), value);
                done += header >>> 1;
            } else {
                int start = at * 8;
                for (int i = 0; i < (header >>> 1) * 8; i++, done++) {
                    int value = 0;
                    for (int bit = 0; bit < width; bit++) {
                        int position = start + i * width + bit;
                        value |= (bytes[position / 8] >> (position % 8) & 1) << bit;
                    }
                    if (done < count) {
                        values[done] = value;
                    }
                }
                at += (header >>> 1) * width;
            }
        }
        assertThat(at).isEqualTo(bytes.length);
        return values;
    }

    private static int[] encoded(int width, int... values) {
        Bytes out = new Bytes();
        Hybrid.encode(values, values.length, width, out);
        int[] bytes = new int[out.size()];
        Arrays.setAll(bytes, i -> out.array()[i] & 0xFF);
        return bytes;
    }
}
