package io.tidemark.scan.parquet;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A column of text or bytes that hardly repeat but resemble their neighbours, as sorted names do: each row tells how
/// much of the row before it begins with, and the rest.
public final class DistinctTextBuffer extends ColumnBuffer {

    private static final byte[] NONE = new byte[0];
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Ints prefixes = new Ints();
    private final Ints lengths = new Ints();
    private final Bytes rests = new Bytes();
    private byte[] before = NONE;
    private byte[] least = NONE;
    private byte[] greatest = NONE;
    private long leastStart;
    private long greatestStart;

    public DistinctTextBuffer(Column column) {
        super(column);
        checkText(column);
    }

    static void checkText(Column column) {
        switch (column.type()) {
            case TEXT, BINARY -> {}
            case INT, LONG, TIME, BOOLEAN -> throw new IllegalArgumentException(column.name() + " holds no text");
        }
    }

    /// Adds a row; null is no value.
    ///
    /// @param value not to be changed afterwards
    public void add(byte @Nullable [] value) {
        if (value == null) {
            addNull();
            return;
        }
        widen(value);
        addPresent(1);
        int same = Arrays.mismatch(before, value);
        int prefix = same < 0 ? value.length : same;
        prefixes.add(prefix);
        lengths.add(value.length - prefix);
        rests.put(value, prefix, value.length - prefix);
        before = value;
    }

    /// Comparing the first eight bytes settles it for nearly all values.
    private void widen(byte[] value) {
        long start = start(value);
        if (present() == 0) {
            setLeast(value, start);
            setGreatest(value, start);
            return;
        }
        int toLeast = Long.compareUnsigned(start, leastStart);
        if (toLeast < 0 || (toLeast == 0 && Arrays.compareUnsigned(value, least) < 0)) {
            setLeast(value, start);
        }
        int toGreatest = Long.compareUnsigned(start, greatestStart);
        if (toGreatest > 0 || (toGreatest == 0 && Arrays.compareUnsigned(value, greatest) > 0)) {
            setGreatest(value, start);
        }
    }

    private static long start(byte[] value) {
        if (value.length >= Long.BYTES) {
            return (long) WORD.get(value, 0);
        }
        long start = 0;
        for (int i = 0; i < value.length; i++) {
            start |= (value[i] & 0xFFL) << (Long.SIZE - (i + 1) * Byte.SIZE);
        }
        return start;
    }

    private void setLeast(byte[] value, long start) {
        least = value;
        leastStart = start;
    }

    private void setGreatest(byte[] value, long start) {
        greatest = value;
        greatestStart = start;
    }

    @Override
    long textBytes() {
        return rests.size();
    }

    @Override
    void encodeValues(Pages pages) {
        encode(prefixes, pages);
        encode(lengths, pages);
        pages.values.put(rests);
        pages.dataPage(this, Encoding.DELTA_BYTE_ARRAY, Range.ofBytes(least, greatest));
    }

    private static void encode(Ints numbers, Pages pages) {
        pages.longs.clear();
        pages.longs.add(numbers);
        pages.deltas.encode(pages.longs.array(), numbers.size(), true, pages.values);
    }

    @Override
    void clearValues() {
        prefixes.clear();
        lengths.clear();
        rests.clear();
        before = NONE;
        least = NONE;
        greatest = NONE;
    }
}
