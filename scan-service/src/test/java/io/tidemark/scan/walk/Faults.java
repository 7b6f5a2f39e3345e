package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.Errno;
import io.tidemark.scan.syscall.Syscalls;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// What goes wrong in a kernel, by the name it is asked about. Set up before it is used.
final class Faults {

    final Map<String, Errno> open = new HashMap<>();
    final Map<String, Errno> examine = new HashMap<>();
    final Map<String, Errno> read = new HashMap<>();
    /// Names that may not be opened without a trace.
    final Set<String> traced = new HashSet<>();
    /// What somebody else does just before.
    final Map<String, Runnable> beforeOpen = new HashMap<>();

    final Map<String, Runnable> beforeExamine = new HashMap<>();
    final AtomicInteger openNow = new AtomicInteger();
    final AtomicInteger openMost = new AtomicInteger();

    Supplier<Syscalls> kernel() {
        return () -> new FaultySyscalls(this);
    }
}
