package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.Attributes;
import io.tidemark.scan.syscall.CallCounts;
import io.tidemark.scan.syscall.Errno;
import io.tidemark.scan.syscall.FilesystemFigures;
import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.syscall.Syscalls;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/// The real kernel, failing where told to, and counting open directories.
final class FaultySyscalls implements Syscalls {

    private final LinuxSyscalls real = new LinuxSyscalls();
    private final Map<String, Errno> open;
    private final Set<String> traced;
    private final Map<String, Errno> examine;
    private final AtomicInteger openNow;
    private final AtomicInteger openMost;

    /// @param open names whose opening fails
    /// @param traced names that may not be opened without a trace
    /// @param examine names whose attributes cannot be read
    FaultySyscalls(
            Map<String, Errno> open,
            Set<String> traced,
            Map<String, Errno> examine,
            AtomicInteger openNow,
            AtomicInteger openMost) {
        this.open = open;
        this.traced = traced;
        this.examine = examine;
        this.openNow = openNow;
        this.openMost = openMost;
    }

    @Override
    public int openDirectory(int directory, MemorySegment name) {
        return opened(name, () -> real.openDirectory(directory, name));
    }

    @Override
    public int openUntraced(int directory, MemorySegment name) {
        return traced.contains(name.getString(0))
                ? -Errno.EPERM.number()
                : opened(name, () -> real.openUntraced(directory, name));
    }

    private int opened(MemorySegment name, IntSupplier opening) {
        Errno fault = open.get(name.getString(0));
        int descriptor = fault != null ? -fault.number() : opening.getAsInt();
        if (descriptor >= 0) {
            openMost.accumulateAndGet(openNow.incrementAndGet(), Math::max);
        }
        return descriptor;
    }

    @Override
    public int readDirectory(int directory, MemorySegment buffer) {
        return real.readDirectory(directory, buffer);
    }

    @Override
    public int attributes(int directory, MemorySegment name, Attributes into) {
        Errno fault = examine.get(name.getString(0));
        return fault != null ? -fault.number() : real.attributes(directory, name, into);
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
        openNow.decrementAndGet();
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
