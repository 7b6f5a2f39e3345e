package io.tidemark.scan.parquet;

/// Parquet's encoding `RLE`, the hybrid of runs and packed bits: small numbers of a fixed width, where a run of equal
/// ones costs a few bytes and others `width` bits each, in groups of eight.
final class Hybrid {

    private static final int GROUP = 8;
    /// A shorter run costs more on its own than among packed numbers.
    private static final int SHORTEST_RUN = 16;

    private Hybrid() {}

    /// Bits that the numbers from 0 to `largest` need, at least one.
    static int width(int largest) {
        return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(largest));
    }

    /// Appends the first `count` numbers.
    static void encode(int[] values, int count, int width, Bytes out) {
        int packedFrom = 0;
        int at = 0;
        while (at < count) {
            int end = runEnd(values, at, count);
            int runFrom = at + (-(at - packedFrom) & (GROUP - 1));
            if (end - runFrom >= SHORTEST_RUN) {
                pack(values, packedFrom, runFrom, width, out);
                run(values[at], end - runFrom, width, out);
                packedFrom = end;
            }
            at = end;
        }
        pack(values, packedFrom, count, width, out);
    }

    private static int runEnd(int[] values, int from, int count) {
        int value = values[from];
        int at = from + 1;
        while (at < count && values[at] == value) {
            at++;
        }
        return at;
    }

    private static void run(int value, int length, int width, Bytes out) {
        out.putVarint((long) length << 1);
        for (int shift = 0; shift < width; shift += Byte.SIZE) {
            out.put(value >>> shift);
        }
    }

    private static void pack(int[] values, int from, int to, int width, Bytes out) {
        if (from == to) {
            return;
        }
        int groups = (to - from + GROUP - 1) / GROUP;
        out.putVarint((long) groups << 1 | 1);
        long bits = 0;
        int filled = 0;
        for (int i = from; i < to; i++) {
            bits |= (long) values[i] << filled;
            filled += width;
            if (filled >= Integer.SIZE) {
                out.putInt((int) bits);
                bits >>>= Integer.SIZE;
                filled -= Integer.SIZE;
            }
        }
        filled += (groups * GROUP - (to - from)) * width;
        for (; filled > 0; filled -= Byte.SIZE) {
            out.put((int) bits);
            bits >>>= Byte.SIZE;
        }
    }
}
