package io.tidemark.scan.syscall;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

/// One `struct statx`, filled by {@link Syscalls#attributes} and read in place. Offsets are those of the kernel's
/// user interface (`include/uapi/linux/stat.h`), the same on every architecture.
public final class Attributes {

    /// The bytes of `struct statx`.
    static final long BYTES = 256;

    private static final int S_IFMT = 0xF000;
    private static final int S_IFDIR = 0x4000;
    private static final long HAS_CREATED = 0x800;
    private static final long IS_AUTOMOUNT = 0x1000;
    private static final long IS_MOUNT_ROOT = 0x2000;
    private static final long HAS_MOUNT = 0x1000;

    private final MemorySegment statx;

    /// Attributes that live as long as `arena`.
    public Attributes(Arena arena) {
        this.statx = arena.allocate(BYTES, 8);
    }

    MemorySegment segment() {
        return statx;
    }

    /// The whole mode: type and permission bits.
    public int mode() {
        return statx.get(JAVA_SHORT, 28) & 0xFFFF;
    }

    public boolean isDirectory() {
        return (mode() & S_IFMT) == S_IFDIR;
    }

    /// True where something is mounted here, even from the same filesystem. Kernels before 5.8 never say so.
    public boolean isMountRoot() {
        return (statx.get(JAVA_LONG, 8) & IS_MOUNT_ROOT) != 0;
    }

    /// True where looking inside would make the kernel mount something.
    public boolean isAutomount() {
        return (statx.get(JAVA_LONG, 8) & IS_AUTOMOUNT) != 0;
    }

    /// Which mount this is on: the number that stands first in a line of `/proc/self/mountinfo`. Kernels before 5.8 do
    /// not tell, and the device number stands in for it.
    public long mount() {
        return hasMount() ? statx.get(JAVA_LONG, 144) : device();
    }

    /// True where {@link #mount} is one.
    public boolean hasMount() {
        return (statx.get(JAVA_INT, 0) & HAS_MOUNT) != 0;
    }

    public long links() {
        return statx.get(JAVA_INT, 16) & 0xFFFF_FFFFL;
    }

    public long uid() {
        return statx.get(JAVA_INT, 20) & 0xFFFF_FFFFL;
    }

    public long gid() {
        return statx.get(JAVA_INT, 24) & 0xFFFF_FFFFL;
    }

    public long inode() {
        return statx.get(JAVA_LONG, 32);
    }

    /// Bytes of content.
    public long size() {
        return statx.get(JAVA_LONG, 40);
    }

    /// Bytes on disk: `stx_blocks` counts units of 512 bytes on every filesystem.
    public long allocated() {
        return statx.get(JAVA_LONG, 48) << 9;
    }

    /// Microseconds since 1970-01-01 UTC, rounded down; negative before.
    public long accessed() {
        return micros(64);
    }

    /// True where the filesystem keeps the time of creation.
    public boolean hasCreated() {
        return (statx.get(JAVA_INT, 0) & HAS_CREATED) != 0;
    }

    public long created() {
        return micros(80);
    }

    public long changed() {
        return micros(96);
    }

    public long modified() {
        return micros(112);
    }

    /// The device number as `makedev` of the C library packs it.
    public long device() {
        long major = statx.get(JAVA_INT, 136) & 0xFFFF_FFFFL;
        long minor = statx.get(JAVA_INT, 140) & 0xFFFF_FFFFL;
        return ((major & 0xFFFF_F000L) << 32)
                | ((major & 0xFFFL) << 8)
                | ((minor & 0xFFFF_FF00L) << 12)
                | (minor & 0xFFL);
    }

    private long micros(long offset) {
        return statx.get(JAVA_LONG, offset) * 1_000_000 + statx.get(JAVA_INT, offset + 8) / 1_000;
    }
}
