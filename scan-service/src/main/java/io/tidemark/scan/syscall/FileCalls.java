package io.tidemark.scan.syscall;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/// The system calls that read the content of files. One instance serves the thread that made it; a call that fails
/// answers the negated error number, as {@link Syscalls} do. The C prototype stands above each handle.
@SuppressWarnings("restricted")
public final class FileCalls implements AutoCloseable {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout ERRNO_LAYOUT = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = ERRNO_LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    /// `int openat(int dirfd, const char *path, int flags, ...)`
    private static final MethodHandle OPENAT = handle(
            "openat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(3));

    /// `int statx(int dirfd, const char *path, int flags, unsigned mask, struct statx *buffer)`
    private static final MethodHandle STATX =
            handle("statx", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));

    /// `long syscall(SYS_preadv2, fd, const struct iovec *, count, offset, 0, flags)`, raw because not every C library
    /// has the function
    private static final MethodHandle PREADV2 = handle(
            "syscall",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));

    /// `int posix_fadvise(int fd, off_t offset, off_t length, int advice)`
    private static final MethodHandle FADVISE =
            handle("posix_fadvise", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));

    /// `int fstatvfs(int fd, struct statvfs *buffer)`
    private static final MethodHandle FSTATVFS = handle("fstatvfs", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

    /// `int ioctl(int fd, unsigned long request, ...)`
    private static final MethodHandle IOCTL = handle(
            "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), Linker.Option.firstVariadicArg(2));

    private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");
    private static final long SYS_PREADV2 = ARM ? 286 : 327;
    private static final int O_NOFOLLOW = ARM ? 0x8000 : 0x20000;
    private static final int O_NOATIME = 0x40000;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_NOCTTY = 0x100;
    private static final int O_CLOEXEC = 0x80000;
    private static final int OPEN_FLAGS = O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int STATX_MASK = 0x7FF;
    private static final long RWF_NOWAIT = 8;
    private static final int POSIX_FADV_RANDOM = 1;
    private static final int POSIX_FADV_DONTNEED = 4;
    private static final int STATVFS_BYTES = 128;
    private static final int F_FLAG = 72;
    private static final long ST_RDONLY = 1;
    private static final long ST_NOATIME = 1024;
    private static final long FS_IOC_FIEMAP = 0xC020660BL;
    private static final int EINTR = 4;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
    private final MemorySegment vector = arena.allocate(2 * Long.BYTES, Long.BYTES);
    private final MemorySegment figures = arena.allocate(STATVFS_BYTES, Long.BYTES);
    private final MemorySegment nothing = arena.allocateFrom("");

    private static MethodHandle handle(String function, FunctionDescriptor descriptor, Linker.Option... options) {
        Linker.Option[] all = new Linker.Option[options.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = ERRNO;
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(function), descriptor, all);
    }

    /// Opens a file for reading, never through a symbolic link, never waiting for whoever writes into a pipe.
    ///
    /// @param untraced whether reading must leave its access time: `EPERM` where only the owner may ask for this
    /// @return a descriptor, or a negated error number
    public int open(int directory, MemorySegment name, boolean untraced) {
        int flags = untraced ? OPEN_FLAGS | O_NOATIME : OPEN_FLAGS;
        try {
            int result;
            do {
                result = answer((int) OPENAT.invokeExact(errno, directory, name, flags));
            } while (result == -EINTR);
            return result;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// Reads the attributes of an open file, as fresh as the filesystem has them.
    ///
    /// @return 0, or a negated error number
    public int attributes(int file, Attributes into) {
        try {
            int result =
                    answer((int) STATX.invokeExact(errno, file, nothing, AT_EMPTY_PATH, STATX_MASK, into.segment()));
            into.filled();
            return result;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// True where reading leaves access times alone, however a file was opened: on a mount that says so.
    public boolean isUntraced(int file) {
        try {
            int result = (int) FSTATVFS.invokeExact(errno, file, figures);
            return result == 0 && (figures.get(JAVA_LONG, F_FLAG) & (ST_RDONLY | ST_NOATIME)) != 0;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// Reads at an offset.
    ///
    /// @param cached only what is in memory already: `EAGAIN` where nothing is, `EOPNOTSUPP` where nobody can tell
    /// @return bytes read, perhaps fewer, 0 at the end, or a negated error number
    public long read(int file, long offset, MemorySegment into, boolean cached) {
        vector.set(JAVA_LONG, 0, into.address());
        vector.set(JAVA_LONG, Long.BYTES, into.byteSize());
        long flags = cached ? RWF_NOWAIT : 0;
        try {
            long result;
            do {
                result = (long) PREADV2.invokeExact(errno, SYS_PREADV2, (long) file, vector, 1L, offset, 0L, flags);
                result = result == -1 ? -errno.get(JAVA_INT, ERRNO_OFFSET) : result;
            } while (result == -EINTR);
            return result;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// Has nothing read ahead, so that only what is asked for comes into memory.
    public void readNothingAhead(int file) {
        advise(file, 0, 0, POSIX_FADV_RANDOM);
    }

    /// Lets the kernel forget a range that was read.
    public void forget(int file, long offset, long length) {
        advise(file, offset, length, POSIX_FADV_DONTNEED);
    }

    private void advise(int file, long offset, long length, int advice) {
        try {
            int ignored = (int) FADVISE.invokeExact(errno, file, offset, length, advice);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// Asks where the extents of a file lie, after what is not written yet was written.
    ///
    /// @param map `struct fiemap` with room for extents
    /// @return 0, or a negated error number
    public int extents(int file, MemorySegment map) {
        try {
            return answer((int) IOCTL.invokeExact(errno, file, FS_IOC_FIEMAP, map));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// Frees the native memory of this instance.
    @Override
    public void close() {
        arena.close();
    }

    private int answer(int result) {
        return result == -1 ? -errno.get(JAVA_INT, ERRNO_OFFSET) : result;
    }

    private static AssertionError broken(Throwable e) {
        return new AssertionError("a native call does not match its descriptor", e);
    }
}
