package io.tidemark.scan.parquet;

/// A column of whole numbers or times. Few different values become a dictionary, others are told by their
/// differences, or one after the other where they come in runs, which zstd folds: whichever is smallest.
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
        long least = array[0];
        long greatest = array[0];
        int runs = 1;
        for (int i = 1; i < values.size(); i++) {
            least = Math.min(least, array[i]);
            greatest = Math.max(greatest, array[i]);
            runs += array[i] == array[i - 1] ? 0 : 1;
        }
        pages.dataPage(this, encode(runs, pages), Range.ofLongs(least, greatest, narrow));
    }

    private Encoding encode(int runs, Pages pages) {
        LongDictionary dictionary = pages.dictionary;
        boolean few = dictionary.load(values.array(), values.size());
        if (few && dictionary.values().size() <= SURELY_DICTIONARY) {
            return encodeDictionary(dictionary, pages);
        }
        long plain = (long) runs * width();
        long deltas = pages.deltas.estimate(values.array(), values.size(), narrow);
        long indices = few ? dictionaryBytes(dictionary, runs) : Long.MAX_VALUE;
        if (indices < Math.min(plain, deltas)) {
            return encodeDictionary(dictionary, pages);
        }
        if (plain < deltas) {
            plain(values, pages.values);
            return Encoding.PLAIN;
        }
        pages.deltas.encode(values.array(), values.size(), narrow, pages.values);
        return Encoding.DELTA_BINARY_PACKED;
    }

    private int width() {
        return narrow ? Integer.BYTES : Long.BYTES;
    }

    private long dictionaryBytes(LongDictionary dictionary, int runs) {
        int different = dictionary.values().size();
        long packed = (long) values.size() * Hybrid.width(different - 1) / Byte.SIZE;
        return (long) different * width() + Math.min(packed, (long) runs * Integer.BYTES);
    }

    private void plain(Longs numbers, Bytes out) {
        for (int i = 0; i < numbers.size(); i++) {
            if (narrow) {
                out.putInt((int) numbers.array()[i]);
            } else {
                out.putLong(numbers.array()[i]);
            }
        }
    }

    private Encoding encodeDictionary(LongDictionary dictionary, Pages pages) {
        plain(dictionary.values(), pages.values);
        pages.dictionaryPage(dictionary.values().size(), pages.values);
        pages.values.clear();
        int width = Hybrid.width(dictionary.values().size() - 1);
        pages.values.put(width);
        Hybrid.encode(dictionary.indices().array(), values.size(), width, pages.values);
        return Encoding.RLE_DICTIONARY;
    }

    @Override
    void clearValues() {
        values.clear();
    }
}
