package io.tidemark.scan.syscall;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

/// One `struct statvfs` of a 64-bit C library, filled by {@link Syscalls#filesystem} and read in place.
public final class FilesystemFigures {

    /// More than any C library's `struct statvfs` needs.
    static final long BYTES = 256;

    private final MemorySegment statvfs;

    /// Figures that live as long as `arena`.
    public FilesystemFigures(Arena arena) {
        this.statvfs = arena.allocate(BYTES, 8);
    }

    MemorySegment segment() {
        return statvfs;
    }

    /// The unit in which the blocks below are counted, in bytes (`f_frsize`).
    public long fragmentBytes() {
        return statvfs.get(JAVA_LONG, 8);
    }

    public long blocks() {
        return statvfs.get(JAVA_LONG, 16);
    }

    public long blocksFree() {
        return statvfs.get(JAVA_LONG, 24);
    }

    /// Free blocks that a user without privilege may take.
    public long blocksAvailable() {
        return statvfs.get(JAVA_LONG, 32);
    }

    public long inodes() {
        return statvfs.get(JAVA_LONG, 40);
    }

    public long inodesFree() {
        return statvfs.get(JAVA_LONG, 48);
    }
}
