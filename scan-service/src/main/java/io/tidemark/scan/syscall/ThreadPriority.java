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

/// Sets the scheduling class and the I/O class of the calling thread. Each call answers 0, or a negated error number.
@SuppressWarnings("restricted")
public final class ThreadPriority {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout ERRNO_LAYOUT = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = ERRNO_LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    /// `long syscall(SYS_sched_setscheduler, pid_t pid, int policy, const struct sched_param *param)`, raw because the
    /// C library's own function is about processes in some of them
    private static final MethodHandle SCHEDULER = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("syscall"),
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS),
            ERRNO,
            Linker.Option.firstVariadicArg(1));

    /// `long syscall(SYS_ioprio_set, int which, int who, int ioprio)`
    private static final MethodHandle IO_PRIORITY = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("syscall"),
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            ERRNO,
            Linker.Option.firstVariadicArg(1));

    private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");
    private static final long SYS_SCHED_SETSCHEDULER = ARM ? 119 : 144;
    private static final long SYS_IOPRIO_SET = ARM ? 30 : 251;
    private static final long SCHED_OTHER = 0;
    private static final long SCHED_IDLE = 5;
    private static final long IOPRIO_WHO_PROCESS = 1;
    private static final long IOPRIO_CLASS_NONE = 0;
    private static final long IOPRIO_CLASS_IDLE = 3 << 13;
    private static final long THIS_THREAD = 0;

    private ThreadPriority() {}

    /// Runs only on processors that are idle.
    public static int scheduleIdle() {
        return schedule(SCHED_IDLE);
    }

    public static int scheduleNormal() {
        return schedule(SCHED_OTHER);
    }

    /// Reads and writes only when the disk is idle; whether that has an effect depends on the disk's I/O scheduler.
    public static int ioIdle() {
        return io(IOPRIO_CLASS_IDLE);
    }

    public static int ioNormal() {
        return io(IOPRIO_CLASS_NONE);
    }

    private static int schedule(long policy) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
            MemorySegment parameter = arena.allocateFrom(JAVA_INT, 0);
            long result = (long) SCHEDULER.invokeExact(errno, SYS_SCHED_SETSCHEDULER, THIS_THREAD, policy, parameter);
            return answer(result, errno);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static int io(long priority) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
            long result =
                    (long) IO_PRIORITY.invokeExact(errno, SYS_IOPRIO_SET, IOPRIO_WHO_PROCESS, THIS_THREAD, priority);
            return answer(result, errno);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static int answer(long result, MemorySegment errno) {
        return result == -1 ? -errno.get(JAVA_INT, ERRNO_OFFSET) : 0;
    }

    private static AssertionError broken(Throwable e) {
        return new AssertionError("a native call does not match its descriptor", e);
    }
}
