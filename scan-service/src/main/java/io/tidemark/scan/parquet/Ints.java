package io.tidemark.scan.parquet;

import java.util.Arrays;

/// Whole numbers in a row. Cleared, it keeps its room.
final class Ints {

    private int[] array = new int[256];
    private int size;

    /// Read only the first {@link #size()}.
    int[] array() {
        return array;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void add(int value) {
        if (size == array.length) {
            array = Arrays.copyOf(array, size * 2);
        }
        array[size++] = value;
    }

    int get(int index) {
        return array[index];
    }
}
