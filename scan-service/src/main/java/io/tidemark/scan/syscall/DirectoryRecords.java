package io.tidemark.scan.syscall;

import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

/// The layout of the `struct linux_dirent64` records that {@link Syscalls#readDirectory} writes, and of shortened ones:
/// the same without the inode number and the offset that stand first. Both begin at multiples of eight bytes.
public final class DirectoryRecords {

    /// What a record says about the type, where the filesystem says it at all.
    public enum Kind {
        UNKNOWN,
        DIRECTORY,
        OTHER
    }

    private static final int DROPPED = 16;
    private static final long KIND = 2;
    private static final int NAME = 3;
    private static final int DT_UNKNOWN = 0;
    private static final int DT_DIR = 4;
    private static final long HEAD = 0xFF_FFFF;

    private DirectoryRecords() {}

    /// Bytes of a record as the kernel wrote it.
    public static int length(MemorySegment records, long record) {
        return records.get(JAVA_SHORT, record + DROPPED) & 0xFFFF;
    }

    /// True for `.` and `..`.
    public static boolean isDots(MemorySegment records, long record) {
        long name = record + DROPPED + NAME;
        if (records.get(JAVA_BYTE, name) != '.') {
            return false;
        }
        byte second = records.get(JAVA_BYTE, name + 1);
        return second == 0 || (second == '.' && records.get(JAVA_BYTE, name + 2) == 0);
    }

    /// Writes a record of `length` bytes to an earlier place, shortened.
    ///
    /// @return bytes written
    public static int shorten(MemorySegment records, long record, int length, long to) {
        int shortened = length - DROPPED;
        for (int i = 0; i < shortened; i += 8) {
            records.set(JAVA_LONG, to + i, records.get(JAVA_LONG, record + DROPPED + i));
        }
        return shortened;
    }

    /// The kind of a shortened record.
    public static Kind kind(MemorySegment records, long shortened) {
        return switch (records.get(JAVA_BYTE, shortened + KIND)) {
            case DT_UNKNOWN -> Kind.UNKNOWN;
            case DT_DIR -> Kind.DIRECTORY;
            default -> Kind.OTHER;
        };
    }

    /// Where the name of a shortened record begins.
    public static long name(long shortened) {
        return shortened + NAME;
    }

    /// Bytes of a shortened record's name, without the NUL, which is in its last eight bytes.
    public static int nameLength(MemorySegment records, long shortened) {
        int last = (records.get(JAVA_SHORT, shortened) & 0xFFFF) - DROPPED - 8;
        long word = records.get(JAVA_LONG, shortened + last);
        return last + firstZero(last == 0 ? word | HEAD : word) - NAME;
    }

    /// The number of the first of eight bytes that is zero, 8 where none is; byte 0 is the lowest.
    public static int firstZero(long word) {
        return Long.numberOfTrailingZeros((word - 0x0101_0101_0101_0101L) & ~word & 0x8080_8080_8080_8080L) >>> 3;
    }
}
