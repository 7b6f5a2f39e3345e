package io.tidemark.scan.syscall;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/// The system calls of the running Linux kernel, through the C library. The C prototype stands above each handle.
@SuppressWarnings("restricted")
public final class LinuxSyscalls implements Syscalls {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout ERRNO_LAYOUT = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = ERRNO_LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    /// `int openat(int dirfd, const char *path, int flags, ...)`
    private static final MethodHandle OPENAT = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("openat"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT),
            ERRNO,
            Linker.Option.firstVariadicArg(3));

    /// `ssize_t getdents64(int fd, void *buffer, size_t length)`
    private static final MethodHandle GETDENTS =
            handle("getdents64", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));

    /// `int statx(int dirfd, const char *path, int flags, unsigned mask, struct statx *buffer)`
    private static final MethodHandle STATX =
            handle("statx", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));

    /// `int statvfs(const char *path, struct statvfs *buffer)`
    private static final MethodHandle STATVFS = handle("statvfs", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));

    /// `int close(int fd)`
    private static final MethodHandle CLOSE = handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");
    private static final int O_DIRECTORY = ARM ? 0x4000 : 0x10000;
    private static final int O_NOFOLLOW = ARM ? 0x8000 : 0x20000;
    private static final int O_NOATIME = 0x40000;
    private static final int O_CLOEXEC = 0x80000;
    private static final int OPEN_FLAGS = O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

    /// `AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_STATX_DONT_SYNC`
    private static final int STATX_FLAGS = 0x100 | 0x800 | 0x4000;

    /// `AT_NO_AUTOMOUNT | AT_STATX_DONT_SYNC`
    private static final int STATX_TARGET_FLAGS = 0x800 | 0x4000;

    /// `STATX_BASIC_STATS | STATX_BTIME | STATX_MNT_ID`
    private static final int STATX_MASK = 0x7FF | 0x800 | 0x1000;

    /// A signal came while a slow (network) filesystem was opening.
    private static final int EINTR = 4;

    private static final Path OWN = Path.of("/");

    private final Arena arena = Arena.ofConfined();
    private final byte[] host;
    private final CallCounts calls = new CallCounts();
    private final MemorySegment errno = arena.allocate(ERRNO_LAYOUT);

    public LinuxSyscalls() {
        this(OWN);
    }

    /// @param host where the root of the system lies whose files are meant: in a container, where the host's is
    /// mounted. Absolute names begin there, but for that of {@link #target}.
    public LinuxSyscalls(Path host) {
        this.host = host.equals(OWN) ? new byte[0] : host.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// A name as this process reaches it.
    private MemorySegment reached(int directory, MemorySegment name) {
        if (host.length == 0 || directory != WORKING_DIRECTORY) {
            return name;
        }
        int length = 0;
        while (name.get(JAVA_BYTE, length) != 0) {
            length++;
        }
        MemorySegment whole = arena.allocate(host.length + length + 1L);
        MemorySegment.copy(host, 0, whole, JAVA_BYTE, 0, host.length);
        MemorySegment.copy(name, 0, whole, host.length, length);
        return whole;
    }

    private static MethodHandle handle(String function, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(function), descriptor, ERRNO);
    }

    @Override
    public int openDirectory(int directory, MemorySegment name) {
        return open(directory, name, OPEN_FLAGS);
    }

    @Override
    public int openUntraced(int directory, MemorySegment name) {
        return open(directory, name, OPEN_FLAGS | O_NOATIME);
    }

    private int open(int directory, MemorySegment given, int flags) {
        MemorySegment name = reached(directory, given);
        try {
            int result;
            do {
                calls.count(SystemCall.OPENAT);
                result = answer((int) OPENAT.invokeExact(errno, directory, name, flags));
            } while (result == -EINTR);
            return result;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    @Override
    public int readDirectory(int directory, MemorySegment buffer) {
        calls.count(SystemCall.GETDENTS64);
        try {
            return answer((int) (long) GETDENTS.invokeExact(errno, directory, buffer, buffer.byteSize()));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    @Override
    public int attributes(int directory, MemorySegment name, Attributes into) {
        return statx(directory, reached(directory, name), STATX_FLAGS, into);
    }

    @Override
    public int target(MemorySegment path, Attributes into) {
        return statx(WORKING_DIRECTORY, path, STATX_TARGET_FLAGS, into);
    }

    private int statx(int directory, MemorySegment name, int flags, Attributes into) {
        calls.count(SystemCall.STATX);
        try {
            int result = answer((int) STATX.invokeExact(errno, directory, name, flags, STATX_MASK, into.segment()));
            into.filled();
            return result;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    @Override
    public int filesystem(MemorySegment path, FilesystemFigures into) {
        MemorySegment place = reached(WORKING_DIRECTORY, path);
        calls.count(SystemCall.OTHER);
        try {
            return answer((int) STATVFS.invokeExact(errno, place, into.segment()));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    @Override
    public void close(int descriptor) {
        calls.count(SystemCall.CLOSE);
        try {
            int ignored = (int) CLOSE.invokeExact(errno, descriptor);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    @Override
    public CallCounts calls() {
        return calls;
    }

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
