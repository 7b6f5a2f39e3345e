package io.tidemark.scan.parquet;

import java.util.Arrays;

/// Long numbers in a row. Cleared, it keeps its room.
final class Longs {

    private long[] array = new long[256];
    private int size;

    /// Read only the first {@link #size()}.
    long[] array() {
        return array;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void add(long value) {
        reserve(1);
        array[size++] = value;
    }

    void add(long[] from, int offset, int count) {
        reserve(count);
        System.arraycopy(from, offset, array, size, count);
        size += count;
    }

    void add(Ints from) {
        reserve(from.size());
        for (int i = 0; i < from.size(); i++) {
            array[size++] = from.get(i);
        }
    }

    private void reserve(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(size + more, array.length * 2));
        }
    }
}
