package io.tidemark.scan.parquet;

import java.util.Arrays;

/// The least and the greatest value of a column in one row group, as `Statistics` want them: plain bytes, in the
/// order that the column's type defines. Long texts are cut, to something not above the least and not below the
/// greatest.
final class Range {

    /// Bytes of text that are kept.
    static final int LONGEST = 256;

    private final byte[] least;
    private final byte[] greatest;
    private final boolean leastExact;
    private final boolean greatestExact;

    private Range(byte[] least, byte[] greatest, boolean leastExact, boolean greatestExact) {
        this.least = least;
        this.greatest = greatest;
        this.leastExact = leastExact;
        this.greatestExact = greatestExact;
    }

    static Range exact(byte[] least, byte[] greatest) {
        return new Range(least, greatest, true, true);
    }

    static Range ofLongs(long least, long greatest, boolean narrow) {
        return exact(plain(least, narrow), plain(greatest, narrow));
    }

    private static byte[] plain(long value, boolean narrow) {
        byte[] bytes = new byte[narrow ? Integer.BYTES : Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (value >>> (i * Byte.SIZE));
        }
        return bytes;
    }

    /// In the order of unsigned bytes, which for UTF-8 is the order of code points.
    static Range ofBytes(byte[] least, byte[] greatest) {
        byte[] low = least.length <= LONGEST ? least : Arrays.copyOf(least, charStart(least, LONGEST));
        byte[] high = greatest.length <= LONGEST ? greatest : above(greatest);
        return new Range(low, high, low == least, high == greatest);
    }

    byte[] least() {
        return least;
    }

    byte[] greatest() {
        return greatest;
    }

    /// Whether {@link #least} is a value of the column.
    boolean isLeastExact() {
        return leastExact;
    }

    /// As {@link #isLeastExact}.
    boolean isGreatestExact() {
        return greatestExact;
    }

    /// The greatest position up to `at` where a character of UTF-8 starts.
    private static int charStart(byte[] text, int at) {
        int start = at;
        while (start > 0 && (text[start] & 0xC0) == 0x80) {
            start--;
        }
        return start;
    }

    /// Something short above a long value: cut after an ASCII character that has a successor, which takes its place.
    /// The value itself where there is none.
    private static byte[] above(byte[] value) {
        for (int end = LONGEST; end > 0; end--) {
            byte last = value[end - 1];
            if (last >= 0 && last < 0x7F) {
                byte[] cut = Arrays.copyOf(value, end);
                cut[end - 1]++;
                return cut;
            }
        }
        return value;
    }
}
