package io.tidemark.analytics.engine;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes the file of a [Stamped] table: all stamps, then all sizes, then what all take on disk, eight
/// bytes each.
final class StampedWriter implements AutoCloseable {
    static final List<String> COLUMNS = List.of("stamp", "size", "allocated");

    private final OutputStream out;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long last;

    StampedWriter(Path file) throws IOException {
        this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }

    /// @throws IllegalStateException where it is negative, or a stamp that stands before the one that
    ///     came last
    void add(String column, long value) {
        boolean stamp = column.equals(COLUMNS.getFirst());
        if (value < 0 || (stamp && value < last)) {
            throw new IllegalStateException("the rows of a stamped table are not in the order of their stamps");
        }
        last = stamp ? value : last;
        try {
            out.write(number.putLong(0, value).array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
