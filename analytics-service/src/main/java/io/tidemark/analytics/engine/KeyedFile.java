package io.tidemark.analytics.engine;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What a [KeyedWriter] wrote, mapped into memory for as long as somebody knows it. It stays what it was where the
/// file is removed.
final class KeyedFile {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int END = 2 * Long.BYTES;

    private final List<Column> columns;
    private final Map<String, Integer> places = new HashMap<>();
    private final MemorySegment file;
    private final long begins;
    private final long rows;

    private KeyedFile(List<Column> columns, MemorySegment file) {
        this.columns = columns;
        this.file = file;
        this.begins = file.get(LONG, file.byteSize() - END);
        this.rows = file.get(LONG, file.byteSize() - Long.BYTES);
        columns.forEach(column -> places.put(column.name(), places.size()));
    }

    static KeyedFile open(Path path, List<Column> columns) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new KeyedFile(
                    columns, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
        }
    }

    /// Gives away each row whose key is not before one and before another one.
    void rows(HeldSnapshot held, byte[] from, byte[] before, Consumer<Row> consumer) {
        for (long row = first(from); row < rows && compare(begin(row), before) < 0; row++) {
            consumer.accept(row(held, begin(row)));
        }
    }

    /// The first row whose key is not before this one.
    private long first(byte[] key) {
        long low = 0;
        long high = rows;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (compare(begin(middle), key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long begin(long row) {
        return file.get(LONG, begins + row * Long.BYTES);
    }

    private int compare(long begin, byte[] key) {
        int length = file.get(INT, begin);
        long own = begin + Integer.BYTES;
        for (int i = 0; i < length && i < key.length; i++) {
            int order = Byte.compareUnsigned(file.get(ValueLayout.JAVA_BYTE, own + i), key[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(length, key.length);
    }

    private Row row(HeldSnapshot held, long begin) {
        Cursor cursor = new Cursor(begin);
        String key = cursor.text();
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (Column column : columns) {
            values.add(column.type() == Column.Type.TEXT ? cursor.text() : cursor.number());
        }
        if (key == null) {
            throw new IllegalStateException("a row without a key");
        }
        return new KeyedRow(held, key, places, values);
    }

    /// Reads one value after the other.
    private final class Cursor {
        private long at;

        Cursor(long at) {
            this.at = at;
        }

        @Nullable
        String text() {
            int length = file.get(INT, at);
            at += Integer.BYTES;
            if (length < 0) {
                return null;
            }
            byte[] bytes = file.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
            at += length;
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Nullable
        Long number() {
            int count = file.get(ValueLayout.JAVA_BYTE, at++);
            if (count < 0) {
                return null;
            }
            long number = count == 0 ? 0 : file.get(ValueLayout.JAVA_BYTE, at++);
            for (int i = 1; i < count; i++) {
                number = number << 8 | (file.get(ValueLayout.JAVA_BYTE, at++) & 0xff);
            }
            return number;
        }
    }
}
