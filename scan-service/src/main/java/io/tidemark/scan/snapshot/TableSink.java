package io.tidemark.scan.snapshot;

import io.tidemark.scan.parquet.RowGroup;
import io.tidemark.scan.walk.BatchSink;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Copies the batches of one walking thread into the columns of a row group, and writes that when it is full: all of
/// it on the thread that found the rows.
///
/// @param <B> the batch
abstract class TableSink<B> implements BatchSink<B>, AutoCloseable {

    /// Rows between two looks at whether the row group is full: paths can be long.
    private static final int SLICE = 256;

    abstract RowGroup rows();

    /// Empties a batch.
    ///
    /// @return how many rows it held
    abstract int take(B batch);

    abstract void add(B batch, int from, int count);

    /// @throws UncheckedIOException when a row group cannot be written
    @Override
    public final B accept(B filled) {
        int count = take(filled);
        try {
            for (int from = 0; from < count; from += SLICE) {
                add(filled, from, Math.min(SLICE, count - from));
                if (rows().isFull()) {
                    rows().flush();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return filled;
    }

    @Override
    public final void finish(B last) {
        accept(last);
        try {
            rows().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final void close() {
        rows().close();
    }
}
