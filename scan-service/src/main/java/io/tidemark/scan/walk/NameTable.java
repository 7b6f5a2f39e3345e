package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.DirectoryRecords;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

/// The names of one directory, sorted by their bytes. They stay outside the heap where the kernel wrote them, moved
/// together, and the kernel takes them from there again. Two million names of 16 bytes cost 48 MB here and 32 MB on the
/// heap, for as long as that directory is read.
final class NameTable implements AutoCloseable {

    private static final int CHUNK_BITS = 18;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int LEAST_ROOM = 1 << 16;
    private static final int KEPT_CHUNKS = 8;
    private static final int KEPT_NAMES = 1 << 16;
    /// Stands for a name that is there already.
    private static final int REPEATED = -1;

    private static final ValueLayout.OfLong WORD = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final List<Arena> arenas = new ArrayList<>();
    private final List<MemorySegment> chunks = new ArrayList<>();
    /// Places of records, in units of eight bytes.
    private int[] records = new int[1024];

    private int[] ordered = new int[1024];
    private long[] keys = new long[1024];
    private int count;
    private long end;

    /// Forgets all names, and gives back what only an unusually large directory needed.
    void clear() {
        count = 0;
        end = 0;
        while (chunks.size() > KEPT_CHUNKS) {
            chunks.removeLast();
            arenas.removeLast().close();
        }
        if (records.length > KEPT_NAMES) {
            records = new int[1024];
            ordered = new int[1024];
            keys = new long[1024];
        }
    }

    /// Where the kernel may write its next records.
    MemorySegment room() {
        if (CHUNK - offset(end) < LEAST_ROOM) {
            end = (end | (CHUNK - 1)) + 1;
        }
        if (end >>> CHUNK_BITS == chunks.size()) {
            Arena arena = Arena.ofConfined();
            arenas.add(arena);
            // Words are read at any place of a name, the last one's end too.
            chunks.add(arena.allocate(CHUNK + 8, 8));
        }
        return chunk(end).asSlice(offset(end), CHUNK - offset(end));
    }

    /// Takes up the records, of so many bytes, that the kernel has just written.
    void add(int bytes) {
        MemorySegment chunk = chunk(end);
        long record = offset(end);
        long last = record + bytes;
        while (record < last) {
            int length = DirectoryRecords.length(chunk, record);
            if (!DirectoryRecords.isDots(chunk, record)) {
                if (count == records.length) {
                    records = Arrays.copyOf(records, count * 2);
                }
                records[count++] = (int) (end >>> 3);
                end += DirectoryRecords.shorten(chunk, record, length, offset(end));
            }
            record += length;
        }
    }

    int count() {
        return count;
    }

    DirectoryRecords.Kind kind(int index) {
        long position = position(records[index]);
        return DirectoryRecords.kind(chunk(position), offset(position));
    }

    /// The name ended by NUL, for a system call.
    MemorySegment pointer(int index) {
        long position = position(records[index]);
        return chunk(position).asSlice(DirectoryRecords.name(offset(position)));
    }

    /// A copy of the name without NUL.
    byte[] bytes(int index) {
        long position = position(records[index]);
        MemorySegment chunk = chunk(position);
        byte[] name = new byte[DirectoryRecords.nameLength(chunk, offset(position))];
        MemorySegment.copy(chunk, JAVA_BYTE, DirectoryRecords.name(offset(position)), name, 0, name.length);
        return name;
    }

    /// Sorts by bytes, unsigned, as `LC_ALL=C sort`, and drops what a directory that changes meanwhile says twice.
    void sort() {
        if (keys.length < count) {
            keys = new long[records.length];
            ordered = new int[records.length];
        }
        if (count > 1 && sort(0, count, 0)) {
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (records[i] != REPEATED) {
                    records[kept++] = records[i];
                }
            }
            count = kept;
        }
    }

    /// Sorts names that agree in their first `agreed` bytes. What follows the bytes that all have in common becomes a
    /// number with the name's index in its lowest bits; names whose numbers agree are sorted by what follows.
    ///
    /// @return true where names were found twice
    private boolean sort(int from, int to, int agreed) {
        int common = common(from, to, agreed);
        if (common == Integer.MAX_VALUE) {
            Arrays.fill(records, from + 1, to, REPEATED);
            return true;
        }
        int indexBits = Integer.SIZE - Integer.numberOfLeadingZeros(to - from - 1);
        long prefix = -1L << indexBits;
        for (int i = from; i < to; i++) {
            keys[i] = (key(records[i], common) & prefix) | (i - from);
        }
        Arrays.sort(keys, from, to);
        for (int i = from; i < to; i++) {
            ordered[i] = records[from + (int) (keys[i] & ~prefix)];
        }
        System.arraycopy(ordered, from, records, from, to - from);
        return sortEqual(from, to, common, prefix);
    }

    /// Sorts each run of names whose numbers agree, by what follows the bytes in them.
    private boolean sortEqual(int from, int to, int common, long prefix) {
        int told = Long.bitCount(prefix) / Byte.SIZE;
        boolean repeated = false;
        int start = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || (keys[i] & prefix) != (keys[start] & prefix)) {
                if (i - start > 1) {
                    int end = DirectoryRecords.firstZero(word(records[start], common));
                    repeated |= sort(start, i, common + Math.min(told, end));
                }
                start = i;
            }
        }
        return repeated;
    }

    /// Bytes at the beginning that all these names have in common; the largest number where they are all the same.
    private int common(int from, int to, int agreed) {
        int common = Integer.MAX_VALUE;
        for (int i = from + 1; i < to && common > agreed; i++) {
            common = Math.min(common, agreement(records[from], records[i], agreed));
        }
        return common;
    }

    private int agreement(int one, int other, int agreed) {
        for (int at = agreed; ; at += 8) {
            long word = word(one, at);
            int same = Long.numberOfTrailingZeros(word ^ word(other, at)) >>> 3;
            if (DirectoryRecords.firstZero(word) < same) {
                return Integer.MAX_VALUE;
            }
            if (same < 8) {
                return at + same;
            }
        }
    }

    /// Orders names as numbers: the first byte is the highest, what follows a name's end is 0, and the order of signed
    /// numbers is that of unsigned bytes.
    private long key(int record, int at) {
        long word = word(record, at);
        int length = DirectoryRecords.firstZero(word);
        long text = length == 8 ? word : word & ((1L << (8 * length)) - 1);
        return Long.reverseBytes(text) ^ Long.MIN_VALUE;
    }

    private long word(int record, int at) {
        long position = position(record);
        return chunk(position).get(WORD, DirectoryRecords.name(offset(position)) + at);
    }

    private MemorySegment chunk(long position) {
        return chunks.get((int) (position >>> CHUNK_BITS));
    }

    private static long offset(long position) {
        return position & (CHUNK - 1);
    }

    private static long position(int record) {
        return (long) record << 3;
    }

    @Override
    public void close() {
        chunks.clear();
        arenas.forEach(Arena::close);
        arenas.clear();
    }
}
