package io.tidemark.analytics.engine;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What a [StampedWriter] wrote, mapped into memory for as long as somebody knows it.
final class StampedFile {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int COLUMNS = 3;

    private final MemorySegment file;
    private final long rows;

    private StampedFile(MemorySegment file) {
        this.file = file;
        this.rows = file.byteSize() / Long.BYTES / COLUMNS;
    }

    static StampedFile open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new StampedFile(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
        }
    }

    long rows() {
        return rows;
    }

    long stamp(long row) {
        return file.getAtIndex(LONG, row);
    }

    long size(long row) {
        return file.getAtIndex(LONG, rows + row);
    }

    long allocated(long row) {
        return file.getAtIndex(LONG, 2 * rows + row);
    }

    /// The first row whose stamp is not below this.
    long first(long stamp) {
        long low = 0;
        long high = rows;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (stamp(middle) < stamp) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
