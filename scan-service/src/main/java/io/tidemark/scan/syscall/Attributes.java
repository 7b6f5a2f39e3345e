package io.tidemark.scan.syscall;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

/// One `struct statx`, filled by {@link Syscalls#attributes}. The layout is that of the kernel's user interface
/// (`include/uapi/linux/stat.h`), the same on every architecture; of two fields in one word the first is the lower
/// half.
/// The words are read from an array, to which they are copied at once: native memory read field by field took the
/// compiler a third of a second when the first scan warmed up.
public final class Attributes {

    /// The bytes of `struct statx`.
    static final long BYTES = 256;

    private static final int S_IFMT = 0xF000;
    private static final int S_IFDIR = 0x4000;
    private static final long HAS_CREATED = 0x800;
    private static final long IS_AUTOMOUNT = 0x1000;
    private static final long IS_MOUNT_ROOT = 0x2000;
    private static final long HAS_MOUNT = 0x1000;
    private static final long LOWER = 0xFFFF_FFFFL;

    private final MemorySegment statx;
    /// Up to the number of the mount.
    private final long[] words = new long[19];

    /// Attributes that live as long as `arena`.
    public Attributes(Arena arena) {
        this.statx = arena.allocate(BYTES, 8);
    }

    MemorySegment segment() {
        return statx;
    }

    /// Takes over what the kernel wrote into the segment.
    void filled() {
        MemorySegment.copy(statx, JAVA_LONG, 0, words, 0, words.length);
    }

    /// The whole mode: type and permission bits.
    public int mode() {
        return (int) (words[3] >>> 32) & 0xFFFF;
    }

    public boolean isDirectory() {
        return (mode() & S_IFMT) == S_IFDIR;
    }

    /// True where something is mounted here, even from the same filesystem. Kernels before 5.8 never say so.
    public boolean isMountRoot() {
        return (words[1] & IS_MOUNT_ROOT) != 0;
    }

    /// True where looking inside would make the kernel mount something.
    public boolean isAutomount() {
        return (words[1] & IS_AUTOMOUNT) != 0;
    }

    /// Which mount this is on: the number that stands first in a line of `/proc/self/mountinfo`. Kernels before 5.8 do
    /// not tell, and the device number stands in for it.
    public long mount() {
        return hasMount() ? words[18] : device();
    }

    /// True where {@link #mount} is one.
    public boolean hasMount() {
        return (words[0] & HAS_MOUNT) != 0;
    }

    public long links() {
        return words[2] & LOWER;
    }

    public long uid() {
        return words[2] >>> 32;
    }

    public long gid() {
        return words[3] & LOWER;
    }

    public long inode() {
        return words[4];
    }

    /// Bytes of content.
    public long size() {
        return words[5];
    }

    /// Bytes on disk: `stx_blocks` counts units of 512 bytes on every filesystem.
    public long allocated() {
        return words[6] << 9;
    }

    /// Microseconds since 1970-01-01 UTC, rounded down; negative before.
    public long accessed() {
        return micros(8);
    }

    /// True where the filesystem keeps the time of creation.
    public boolean hasCreated() {
        return (words[0] & HAS_CREATED) != 0;
    }

    public long created() {
        return micros(10);
    }

    public long changed() {
        return micros(12);
    }

    public long modified() {
        return micros(14);
    }

    /// The device number as `makedev` of the C library packs it.
    public long device() {
        long major = words[17] & LOWER;
        long minor = words[17] >>> 32;
        return ((major & 0xFFFF_F000L) << 32)
                | ((major & 0xFFFL) << 8)
                | ((minor & 0xFFFF_FF00L) << 12)
                | (minor & 0xFFL);
    }

    private long micros(int word) {
        return words[word] * 1_000_000 + (words[word + 1] & LOWER) / 1_000;
    }
}
