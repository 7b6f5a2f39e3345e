package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.Attributes;
import io.tidemark.scan.syscall.Syscalls;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/// What one walking thread needs to talk to the kernel. Serves that thread only.
final class Tools implements AutoCloseable {

    /// No name is longer: a whole path is not.
    private static final int NAME_BYTES = 4096;

    final Syscalls syscalls;
    final Attributes attributes;
    final NameTable names = new NameTable();
    /// The name by which a directory holds itself.
    final MemorySegment self;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment name;

    Tools(Syscalls syscalls) {
        this.syscalls = syscalls;
        this.attributes = new Attributes(arena);
        this.self = arena.allocateFrom(".");
        this.name = arena.allocate(NAME_BYTES + 1);
    }

    /// The name ended by NUL, good until the next call.
    MemorySegment name(byte[] raw) {
        MemorySegment.copy(raw, 0, name, JAVA_BYTE, 0, raw.length);
        name.set(JAVA_BYTE, raw.length, (byte) 0);
        return name;
    }

    @Override
    public void close() {
        names.close();
        arena.close();
        syscalls.close();
    }
}
