package io.tidemark.scan.snapshot;

import io.tidemark.scan.walk.EntryBatch;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Copies the first rows of columns into the vectors of one chunk, one column after the other.
final class VectorCopy {

    private final DuckDBDataChunkWriter output;
    private final int rows;
    private int column;

    VectorCopy(DuckDBDataChunkWriter output, int rows) {
        this.output = output;
        this.rows = rows;
    }

    private DuckDBWritableVector next() {
        return output.vector(column++);
    }

    /// Valid UTF-8; null elements become NULL.
    void text(byte[] @Nullable [] values) {
        next().setStringUtf8Batch(0, values.length == rows ? values : Arrays.copyOf(values, rows));
    }

    void bytes(byte[] values) {
        DuckDBWritableVector to = next();
        for (int row = 0; row < rows; row++) {
            to.setByte(row, values[row]);
        }
    }

    void ints(int[] values) {
        DuckDBWritableVector to = next();
        for (int row = 0; row < rows; row++) {
            to.setInt(row, values[row]);
        }
    }

    void longs(long[] values) {
        DuckDBWritableVector to = next();
        for (int row = 0; row < rows; row++) {
            to.setLong(row, values[row]);
        }
    }

    /// As longs; {@link EntryBatch#NO_TIME} becomes NULL.
    void times(long[] values) {
        DuckDBWritableVector to = next();
        for (int row = 0; row < rows; row++) {
            if (values[row] == EntryBatch.NO_TIME) {
                to.setNull(row);
            } else {
                to.setLong(row, values[row]);
            }
        }
    }

    void booleans(boolean[] values) {
        DuckDBWritableVector to = next();
        for (int row = 0; row < rows; row++) {
            to.setBoolean(row, values[row]);
        }
    }
}
