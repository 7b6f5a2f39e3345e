package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.Attributes;
import io.tidemark.scan.syscall.CallCounts;
import io.tidemark.scan.syscall.Errno;
import io.tidemark.scan.syscall.FilesystemFigures;
import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.syscall.Syscalls;
import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/// The real kernel, failing where told to, and counting open directories.
final class FaultySyscalls implements Syscalls {

    private final LinuxSyscalls real = new LinuxSyscalls();
    private final Faults faults;
    private final Map<Integer, String> names = new HashMap<>();

    FaultySyscalls(Faults faults) {
        this.faults = faults;
    }

    @Override
    public int openDirectory(int directory, MemorySegment name) {
        return open(name, () -> real.openDirectory(directory, name));
    }

    @Override
    public int openUntraced(int directory, MemorySegment name) {
        return faults.traced.contains(name.getString(0))
                ? -Errno.EPERM.number()
                : open(name, () -> real.openUntraced(directory, name));
    }

    private int open(MemorySegment name, IntSupplier opening) {
        String text = name.getString(0);
        faults.beforeOpen.getOrDefault(text, () -> {}).run();
        int descriptor = answer(faults.open.get(text), opening);
        if (descriptor >= 0) {
            names.put(descriptor, text);
            faults.openMost.accumulateAndGet(faults.openNow.incrementAndGet(), Math::max);
        }
        return descriptor;
    }

    @Override
    public int readDirectory(int directory, MemorySegment buffer) {
        return answer(faults.read.get(names.get(directory)), () -> real.readDirectory(directory, buffer));
    }

    @Override
    public int attributes(int directory, MemorySegment name, Attributes into) {
        String text = name.getString(0);
        faults.beforeExamine.getOrDefault(text, () -> {}).run();
        return answer(faults.examine.get(text), () -> real.attributes(directory, name, into));
    }

    private static int answer(@Nullable Errno fault, IntSupplier call) {
        return fault != null ? -fault.number() : call.getAsInt();
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
        faults.openNow.decrementAndGet();
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
