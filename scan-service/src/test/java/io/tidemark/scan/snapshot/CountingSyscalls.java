package io.tidemark.scan.snapshot;

import io.tidemark.scan.syscall.Attributes;
import io.tidemark.scan.syscall.CallCounts;
import io.tidemark.scan.syscall.FilesystemFigures;
import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.syscall.Syscalls;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.locks.LockSupport;

/// The real kernel, slow at the end of each directory, where it counts in shared memory.
final class CountingSyscalls implements Syscalls {

    private static final long SLOW_NANOS = 200_000;
    private static final VarHandle COUNT = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final LinuxSyscalls real = new LinuxSyscalls();
    private final ByteBuffer count;

    /// @param count eight bytes outside the heap
    CountingSyscalls(ByteBuffer count) {
        this.count = count;
    }

    @Override
    public int openDirectory(int directory, MemorySegment name) {
        return real.openDirectory(directory, name);
    }

    @Override
    public int openUntraced(int directory, MemorySegment name) {
        return real.openUntraced(directory, name);
    }

    @Override
    public int readDirectory(int directory, MemorySegment buffer) {
        int bytes = real.readDirectory(directory, buffer);
        if (bytes == 0) {
            COUNT.getAndAdd(count, 0, 1L);
            LockSupport.parkNanos(SLOW_NANOS);
        }
        return bytes;
    }

    @Override
    public int attributes(int directory, MemorySegment name, Attributes into) {
        return real.attributes(directory, name, into);
    }

    @Override
    public int target(MemorySegment path, Attributes into) {
        return real.target(path, into);
    }

    @Override
    public int filesystem(MemorySegment path, FilesystemFigures into) {
        return real.filesystem(path, into);
    }

    @Override
    public void close(int descriptor) {
        real.close(descriptor);
    }

    @Override
    public CallCounts calls() {
        return real.calls();
    }

    @Override
    public void close() {
        real.close();
    }
}
