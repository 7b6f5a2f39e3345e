package io.tidemark.scan.parquet;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// A column of text or bytes that repeat: a dictionary, and for each row a number. That a row has the very array of the
/// row before is seen at once, so that a run costs nothing.
public final class TextBuffer extends ColumnBuffer {

    /// Each value plainly: four bytes of length, then its bytes.
    private final Bytes values = new Bytes();

    private final Ints starts = new Ints();
    private final Ints indices = new Ints();
    private int[] places = new int[256];
    private byte @Nullable [] last;
    private int lastIndex;

    public TextBuffer(Column column) {
        super(column);
        DistinctTextBuffer.checkText(column);
    }

    /// Adds a row; null is no value.
    ///
    /// @param value not to be changed afterwards
    public void add(byte @Nullable [] value) {
        if (value == null) {
            addNull();
            return;
        }
        addPresent(1);
        if (value != last) {
            lastIndex = indexOf(value);
            last = value;
        }
        indices.add(lastIndex);
    }

    private int indexOf(byte[] value) {
        int place = place(Arrays.hashCode(value));
        while (places[place] != 0) {
            int index = places[place] - 1;
            if (holds(index, value)) {
                return index;
            }
            place = (place + 1) & (places.length - 1);
        }
        starts.add(values.size());
        values.putInt(value.length);
        values.put(value, 0, value.length);
        places[place] = starts.size();
        if (starts.size() * 2 > places.length) {
            grow();
        }
        return starts.size() - 1;
    }

    private int place(int hash) {
        return ((hash * 0x9E37_79B9) >>> 7) & (places.length - 1);
    }

    private boolean holds(int index, byte[] value) {
        int start = starts.get(index);
        int from = start + Integer.BYTES;
        return values.intAt(start) == value.length
                && Arrays.equals(values.array(), from, from + value.length, value, 0, value.length);
    }

    private void grow() {
        places = new int[places.length * 2];
        for (int index = 0; index < starts.size(); index++) {
            int place = place(Arrays.hashCode(value(index)));
            while (places[place] != 0) {
                place = (place + 1) & (places.length - 1);
            }
            places[place] = index + 1;
        }
    }

    private byte[] value(int index) {
        int from = starts.get(index) + Integer.BYTES;
        return Arrays.copyOfRange(values.array(), from, from + values.intAt(from - Integer.BYTES));
    }

    @Override
    long textBytes() {
        return values.size();
    }

    @Override
    void encodeValues(Pages pages) {
        pages.dictionaryPage(starts.size(), values);
        int width = Hybrid.width(starts.size() - 1);
        pages.values.put(width);
        Hybrid.encode(indices.array(), indices.size(), width, pages.values);
        pages.dataPage(this, Encoding.RLE_DICTIONARY, range());
    }

    private Range range() {
        int least = 0;
        int greatest = 0;
        for (int index = 1; index < starts.size(); index++) {
            if (compare(index, least) < 0) {
                least = index;
            } else if (compare(index, greatest) > 0) {
                greatest = index;
            }
        }
        return Range.ofBytes(value(least), value(greatest));
    }

    private int compare(int one, int other) {
        byte[] array = values.array();
        int a = starts.get(one);
        int b = starts.get(other);
        int fromA = a + Integer.BYTES;
        int fromB = b + Integer.BYTES;
        return Arrays.compareUnsigned(array, fromA, fromA + values.intAt(a), array, fromB, fromB + values.intAt(b));
    }

    @Override
    void clearValues() {
        values.clear();
        starts.clear();
        indices.clear();
        Arrays.fill(places, 0);
        last = null;
    }
}
