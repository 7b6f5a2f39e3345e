package io.tidemark.scan.parquet;

/// A column of truth values, as runs.
public final class FlagBuffer extends ColumnBuffer {

    private final Ints values = new Ints();
    private int trues;

    public FlagBuffer(Column column) {
        super(column);
        if (column.type() != ColumnType.BOOLEAN) {
            throw new IllegalArgumentException(column.name() + " holds no truth values");
        }
    }

    public void add(boolean value) {
        addPresent(1);
        values.add(value ? 1 : 0);
        trues += value ? 1 : 0;
    }

    @Override
    long textBytes() {
        return 0;
    }

    @Override
    void encodeValues(Pages pages) {
        Bytes out = pages.values;
        out.putInt(0);
        Hybrid.encode(values.array(), values.size(), 1, out);
        setInt(out, out.size() - Integer.BYTES);
        byte least = (byte) (trues == values.size() ? 1 : 0);
        byte greatest = (byte) (trues > 0 ? 1 : 0);
        pages.dataPage(this, Encoding.RLE, Range.exact(new byte[] {least}, new byte[] {greatest}));
    }

    /// The length of what follows stands before it, other than with levels.
    private static void setInt(Bytes out, int value) {
        for (int i = 0; i < Integer.BYTES; i++) {
            out.set(i, value >>> (i * Byte.SIZE));
        }
    }

    @Override
    void clearValues() {
        values.clear();
        trues = 0;
    }
}
