package io.tidemark.scan.parquet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class DeltasTest {

    @Test
    void storesNothingButTheDifferenceOfASteadyRow() {
        assertThat(encoded(false, 1, 2, 3, 4, 5)).containsExactly(0x80, 1, 4, 5, 2, 2, 0, 0, 0, 0);
    }

    @Test
    void storesTheFormatsOwnExample() {
        int[] expected = {0x80, 1, 4, 8, 14, 3, 2, 0, 0, 0, 0xC0, 0x3F, 0, 0, 0, 0, 0, 0};

        assertThat(encoded(false, 7, 5, 3, 1, 2, 3, 4, 5)).containsExactly(expected);
    }

    @Test
    void endsAfterTheHeadForNoNumbers() {
        assertThat(encoded(false)).containsExactly(0x80, 1, 4, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void losesNothing(boolean narrow) {
        Random random = new Random(narrow ? 1 : 2);
        for (int round = 0; round < 400; round++) {
            int bits = random.nextInt(narrow ? 32 : 64);
            long[] values = new long[random.nextInt(400)];
            Arrays.setAll(values, i -> any(random, narrow) >> bits);

            Bytes out = new Bytes();
            new Deltas().encode(values, values.length, narrow, out);

            assertThat(new Decoder(out.copy()).values(narrow)).isEqualTo(values);
        }
    }

    private static long any(Random random, boolean narrow) {
        if (random.nextInt(10) == 0) {
            return narrow ? Integer.MIN_VALUE : Long.MIN_VALUE;
        }
        return narrow ? random.nextInt() : random.nextLong();
    }

    @Test
    void neverTakesMoreThan32BitsForNarrowNumbers() {
        long[] values = new long[100];
        Arrays.setAll(values, i -> i % 2 == 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE);
        values[50] = 0;
        Bytes out = new Bytes();

        new Deltas().encode(values, values.length, true, out);

        assertThat(new Decoder(out.copy()).values(true)).isEqualTo(values);
    }

    @Test
    void foretellsItsOwnSize() {
        Random random = new Random(5);
        long[] values = random.longs(10_000, 0, 1 << 20).toArray();
        Bytes out = new Bytes();
        Deltas deltas = new Deltas();

        long estimate = deltas.estimate(values, values.length, false);

        deltas.encode(values, values.length, false, out);
        assertThat((double) estimate / out.size()).isBetween(0.99, 1.01);
    }

    private static int[] encoded(boolean narrow, long... values) {
        Bytes out = new Bytes();
        new Deltas().encode(values, values.length, narrow, out);
        int[] bytes = new int[out.size()];
        Arrays.setAll(bytes, i -> out.array()[i] & 0xFF);
        return bytes;
    }

    /// Written from the text of the format, not from the encoder.
    private static final class Decoder {
        private final byte[] bytes;
        private int at;

        Decoder(byte[] bytes) {
            this.bytes = bytes;
        }

        long[] values(boolean narrow) {
            int block = (int) varint();
            int minis = (int) varint();
            long[] values = new long[(int) varint()];
            long value = zigZag();
            if (values.length > 0) {
                values[0] = value;
            }
            for (int done = 1; done < values.length; ) {
                long least = zigZag();
                int widths = at;
                at += minis;
                for (int mini = 0; mini < minis && done < values.length; mini++) {
                    int width = bytes[widths + mini];
                    assertThat(width).isLessThanOrEqualTo(narrow ? 32 : 64);
                    for (int i = 0; i < block / minis; i++) {
                        long delta = least + bits(at * 8 + i * width, width);
                        value = narrow ? (int) (value + delta) : value + delta;
                        if (done < values.length) {
                            values[done++] = value;
                        }
                    }
                    at += block / minis * width / 8;
                }
            }
            assertThat(at).isEqualTo(bytes.length);
            return values;
        }

        private long bits(int from, int width) {
            BigInteger value = BigInteger.ZERO;
            for (int bit = 0; bit < width; bit++) {
                if ((bytes[(from + bit) / 8] >> ((from + bit) % 8) & 1) == 1) {
                    value = value.setBit(bit);
                }
            }
            return value.longValue();
        }

        private long varint() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes[at++];
                value |= (next & 0x7FL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        private long zigZag() {
            long value = varint();
            return (value >>> 1) ^ -(value & 1);
        }
    }
}
