package io.tidemark.analytics.engine;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Writes the file of a [Keyed] table: its rows one after the other, then where each one begins, then where that
/// begins and how many rows there are. A text is its length in bytes and they, or -1; a number is the count of
/// its bytes and they, or -1.
final class KeyedWriter implements AutoCloseable {
    private final List<Column> columns;
    private final DataOutputStream out;
    private long[] begins = new long[1024];
    private int rows;
    private long at;
    private byte[] last = {};

    KeyedWriter(Path file, List<Column> columns) throws IOException {
        this.columns = columns;
        this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    }

    /// @throws IllegalStateException where the row stands before the one that came last
    void add(Row row) {
        try {
            begin(row.text("key").getBytes(StandardCharsets.UTF_8));
            for (Column column : columns) {
                switch (column.type()) {
                    case TEXT -> text(row.textOrNull(column.name()));
                    case NUMBER -> number(row.isNull(column.name()) ? null : row.number(column.name()));
                    case DECIMAL, MONEY, FLAG, MOMENT -> throw new IllegalStateException("a key has texts and numbers");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(byte[] key) throws IOException {
        if (Arrays.compareUnsigned(last, key) > 0) {
            throw new IllegalStateException("the rows of a keyed table are not in the order of their keys");
        }
        last = key;
        begins = rows == begins.length ? Arrays.copyOf(begins, 2 * rows) : begins;
        begins[rows++] = at;
        bytes(key);
    }

    private void text(@Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            at += Integer.BYTES;
        } else {
            bytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void bytes(byte[] text) throws IOException {
        out.writeInt(text.length);
        out.write(text);
        at += Integer.BYTES + text.length;
    }

    private void number(@Nullable Long number) throws IOException {
        int count = number == null ? -1 : (72 - Long.numberOfLeadingZeros(number ^ (number >> 63))) / 8;
        out.writeByte(count);
        for (int i = count - 1; i >= 0; i--) {
            out.writeByte((int) (number == null ? 0 : number >> (8 * i)));
        }
        at += 1 + Math.max(0, count);
    }

    @Override
    public void close() throws IOException {
        for (int i = 0; i < rows; i++) {
            out.writeLong(begins[i]);
        }
        out.writeLong(at);
        out.writeLong(rows);
        out.close();
    }
}
