package io.tidemark.scan.syscall;

import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

/// Writes directory records as the kernel does: with whatever was there before behind the end of a name.
public final class Dirents {

    public static final int DT_UNKNOWN = 0;
    public static final int DT_DIR = 4;
    public static final int DT_REG = 8;

    private Dirents() {}

    /// @return bytes written, 0 where the record does not fit
    public static int write(MemorySegment to, long at, byte[] name, int type) {
        int length = (19 + name.length + 1 + 7) & -8;
        if (at + length > to.byteSize()) {
            return 0;
        }
        to.asSlice(at, length).fill((byte) 'z');
        to.set(JAVA_LONG, at, 4711);
        to.set(JAVA_SHORT, at + 16, (short) length);
        to.set(JAVA_BYTE, at + 18, (byte) type);
        MemorySegment.copy(name, 0, to, JAVA_BYTE, at + 19, name.length);
        to.set(JAVA_BYTE, at + 19 + name.length, (byte) 0);
        return length;
    }
}
