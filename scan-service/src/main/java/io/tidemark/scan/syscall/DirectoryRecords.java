package io.tidemark.scan.syscall;

import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

/// Steps through the `struct linux_dirent64` records that {@link Syscalls#readDirectory} wrote, leaving out `.` and
/// `..`.
public final class DirectoryRecords {

    /// What a record says about the type, where the filesystem says it at all.
    public enum Kind {
        UNKNOWN(0),
        DIRECTORY(1),
        OTHER(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /// A number below four, to be packed with others.
        public int code() {
            return code;
        }

        /// The kind behind a code.
        public static Kind of(int code) {
            return code == DIRECTORY.code ? DIRECTORY : code == OTHER.code ? OTHER : UNKNOWN;
        }
    }

    private static final long NAME = 19;
    private static final int DT_UNKNOWN = 0;
    private static final int DT_DIR = 4;

    private final MemorySegment buffer;
    private long end;
    private long record;
    private long next;

    /// Records in `buffer`.
    public DirectoryRecords(MemorySegment buffer) {
        this.buffer = buffer;
    }

    /// Starts again with `bytes` new bytes in the buffer.
    public void reset(long bytes) {
        this.end = bytes;
        this.record = 0;
        this.next = 0;
    }

    /// Steps to the next record; false when there is none.
    public boolean advance() {
        while (next < end) {
            record = next;
            next = record + (buffer.get(JAVA_SHORT, record + 16) & 0xFFFF);
            if (!isDots()) {
                return true;
            }
        }
        return false;
    }

    public Kind kind() {
        return switch (buffer.get(JAVA_BYTE, record + 18)) {
            case DT_UNKNOWN -> Kind.UNKNOWN;
            case DT_DIR -> Kind.DIRECTORY;
            default -> Kind.OTHER;
        };
    }

    /// Where the name begins in the buffer.
    public long nameOffset() {
        return record + NAME;
    }

    /// Bytes of the name, without the NUL.
    public int nameLength() {
        long at = record + NAME;
        while (buffer.get(JAVA_BYTE, at) != 0) {
            at++;
        }
        return (int) (at - record - NAME);
    }

    private boolean isDots() {
        long at = record + NAME;
        if (buffer.get(JAVA_BYTE, at) != '.') {
            return false;
        }
        byte second = buffer.get(JAVA_BYTE, at + 1);
        return second == 0 || (second == '.' && buffer.get(JAVA_BYTE, at + 2) == 0);
    }
}
