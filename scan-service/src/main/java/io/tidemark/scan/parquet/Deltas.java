package io.tidemark.scan.parquet;

import java.util.Arrays;

/// Parquet's encoding `DELTA_BINARY_PACKED`: differences of neighbours, in blocks that each store their least
/// difference and what every other is above it, in as many bits as each quarter of the block needs. Differences wrap
/// around, so every number can follow every other.
final class Deltas {

    private static final int BLOCK = 128;
    private static final int QUARTERS = 4;
    private static final int QUARTER = BLOCK / QUARTERS;

    private final long[] above = new long[BLOCK];

    /// Appends the first `count` numbers.
    ///
    /// @param narrow when the column has 32 bits, and so have the differences
    void encode(long[] values, int count, boolean narrow, Bytes out) {
        out.putVarint(BLOCK);
        out.putVarint(QUARTERS);
        out.putVarint(count);
        out.putZigZag(count == 0 ? 0 : values[0]);
        for (int from = 1; from < count; from += BLOCK) {
            int length = Math.min(BLOCK, count - from);
            out.putZigZag(load(values, from, length, narrow));
            pack(length, out);
        }
    }

    /// The bytes that {@link #encode} would append, but for some at the head.
    long estimate(long[] values, int count, boolean narrow) {
        long bytes = 0;
        for (int from = 1; from < count; from += BLOCK) {
            int length = Math.min(BLOCK, count - from);
            load(values, from, length, narrow);
            bytes += Long.BYTES;
            for (int quarter = 0; quarter * QUARTER < length; quarter++) {
                bytes += (long) width(quarter) * (QUARTER / Byte.SIZE);
            }
        }
        return bytes;
    }

    /// Fills the block with what each difference is above the least, which it answers.
    private long load(long[] values, int from, int length, boolean narrow) {
        long least = Long.MAX_VALUE;
        long before = values[from - 1];
        for (int i = 0; i < length; i++) {
            long value = values[from + i];
            long delta = narrow ? (int) (value - before) : value - before;
            above[i] = delta;
            least = Math.min(least, delta);
            before = value;
        }
        for (int i = 0; i < length; i++) {
            above[i] -= least;
        }
        Arrays.fill(above, length, BLOCK, 0);
        return least;
    }

    private int width(int quarter) {
        long bits = 0;
        for (int i = quarter * QUARTER; i < (quarter + 1) * QUARTER; i++) {
            bits |= above[i];
        }
        return Long.SIZE - Long.numberOfLeadingZeros(bits);
    }

    private void pack(int length, Bytes out) {
        int widths = out.size();
        out.putInt(0);
        for (int quarter = 0; quarter * QUARTER < length; quarter++) {
            int width = width(quarter);
            out.set(widths + quarter, width);
            if (width > 0) {
                pack(quarter * QUARTER, width, out);
            }
        }
    }

    private void pack(int from, int width, Bytes out) {
        long bits = 0;
        int filled = 0;
        for (int i = from; i < from + QUARTER; i++) {
            long value = above[i];
            bits |= value << filled;
            filled += width;
            if (filled >= Long.SIZE) {
                out.putLong(bits);
                filled -= Long.SIZE;
                bits = filled == 0 ? 0 : value >>> (width - filled);
            }
        }
        if (filled > 0) {
            // 32 numbers fill whole words, or half of one more.
            out.putInt((int) bits);
        }
    }
}
