package io.tidemark.scan.parquet;

import java.util.Arrays;

/// Numbers the different values of a column in the order in which they come, as long as they are few.
final class LongDictionary {

    /// More different values are no dictionary's business.
    private static final int MOST = 1 << 14;

    private static final int PLACES = MOST * 4;
    /// After so many rows, more different values than half as many foretell that there will be too many.
    private static final int TRIAL = 2048;

    private final int[] places = new int[PLACES];
    private final Longs values = new Longs();
    private final Ints indices = new Ints();
    private int usedPlaces;

    /// Takes up the first `count` numbers; false where too many of them differ.
    boolean load(long[] numbers, int count) {
        clear();
        int index = -1;
        long before = 0;
        for (int i = 0; i < count; i++) {
            if (index < 0 || numbers[i] != before) {
                before = numbers[i];
                index = indexOf(before);
                if (values.size() == MOST || (i == TRIAL && values.size() > TRIAL / 2)) {
                    return false;
                }
            }
            indices.add(index);
        }
        return true;
    }

    private void clear() {
        values.clear();
        indices.clear();
        if (usedPlaces > 0) {
            Arrays.fill(places, 0);
            usedPlaces = 0;
        }
    }

    private int indexOf(long value) {
        int place = (int) ((value * 0x9E37_79B9_7F4A_7C15L) >>> 48);
        while (places[place] != 0) {
            int index = places[place] - 1;
            if (values.array()[index] == value) {
                return index;
            }
            place = (place + 1) & (PLACES - 1);
        }
        values.add(value);
        usedPlaces++;
        places[place] = values.size();
        return values.size() - 1;
    }

    /// The different values.
    Longs values() {
        return values;
    }

    /// For each row the number of its value, from 0.
    Ints indices() {
        return indices;
    }
}
