package io.tidemark.scan.parquet;

/// A column of whole numbers or times. Few different values become a dictionary, others are told by their
/// differences, whichever is smaller.
public final class NumberBuffer extends ColumnBuffer {

    /// With so few different values, differences cannot be smaller by much.
    private static final int SURELY_DICTIONARY = 16;

    private final boolean narrow;
    private final Longs values = new Longs();

    public NumberBuffer(Column column) {
        super(column);
        this.narrow = switch (column.type()) {
            case INT -> true;
            case LONG, TIME -> false;
            case TEXT, BINARY, BOOLEAN -> throw new IllegalArgumentException(column.name() + " holds no numbers");
        };
    }

    public void add(long value) {
        addPresent(1);
        values.add(value);
    }

    /// Adds `count` rows, from `from` on.
    public void add(long[] numbers, int from, int count) {
        addPresent(count);
        values.add(numbers, from, count);
    }

    /// As {@link #add(long[], int, int)}.
    public void add(int[] numbers, int from, int count) {
        addPresent(count);
        for (int i = from; i < from + count; i++) {
            values.add(numbers[i]);
        }
    }

    /// As {@link #add(long[], int, int)}; `none` is no value.
    public void add(long[] numbers, int from, int count, long none) {
        for (int i = from; i < from + count; i++) {
            addUnless(none, numbers[i]);
        }
    }

    /// Adds a row; `none` is no value.
    public void addUnless(long none, long value) {
        if (value == none) {
            addNull();
        } else {
            add(value);
        }
    }

    @Override
    long textBytes() {
        return 0;
    }

    @Override
    void encodeValues(Pages pages) {
        long[] array = values.array();
        int count = values.size();
        long least = array[0];
        long greatest = array[0];
        for (int i = 1; i < count; i++) {
            least = Math.min(least, array[i]);
            greatest = Math.max(greatest, array[i]);
        }
        Range range = Range.ofLongs(least, greatest, narrow);
        LongDictionary dictionary = pages.dictionary;
        if (dictionary.load(array, count) && isSmaller(dictionary, pages)) {
            encodeDictionary(dictionary, pages);
            pages.dataPage(this, Encoding.RLE_DICTIONARY, range);
        } else {
            pages.deltas.encode(array, count, narrow, pages.values);
            pages.dataPage(this, Encoding.DELTA_BINARY_PACKED, range);
        }
    }

    private boolean isSmaller(LongDictionary dictionary, Pages pages) {
        int different = dictionary.values().size();
        if (different <= SURELY_DICTIONARY) {
            return true;
        }
        long width = narrow ? Integer.BYTES : Long.BYTES;
        long bytes = different * width + (long) values.size() * Hybrid.width(different - 1) / Byte.SIZE;
        return bytes < pages.deltas.estimate(values.array(), values.size(), narrow);
    }

    private void encodeDictionary(LongDictionary dictionary, Pages pages) {
        Longs different = dictionary.values();
        for (int i = 0; i < different.size(); i++) {
            if (narrow) {
                pages.values.putInt((int) different.array()[i]);
            } else {
                pages.values.putLong(different.array()[i]);
            }
        }
        pages.dictionaryPage(different.size(), pages.values);
        pages.values.clear();
        int width = Hybrid.width(different.size() - 1);
        pages.values.put(width);
        Hybrid.encode(dictionary.indices().array(), values.size(), width, pages.values);
    }

    @Override
    void clearValues() {
        values.clear();
    }
}
