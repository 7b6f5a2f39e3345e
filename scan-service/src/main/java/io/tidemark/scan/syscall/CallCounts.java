package io.tidemark.scan.syscall;

import java.util.concurrent.atomic.AtomicLongArray;

/// How many system calls one instance of {@link Syscalls} has made, exactly, those that failed or were repeated among
/// them. Counted by the one thread that instance serves, read by any.
public final class CallCounts {

    private static final SystemCall[] ALL = SystemCall.values();

    private final AtomicLongArray counts = new AtomicLongArray(ALL.length);

    /// Counts one call. There is a single writer, hence no locked instruction.
    public void count(SystemCall call) {
        int at = call.place();
        counts.setRelease(at, counts.getPlain(at) + 1);
    }

    public long of(SystemCall call) {
        return counts.getAcquire(call.place());
    }

    /// Calls of every kind.
    public long total() {
        long total = 0;
        for (SystemCall call : ALL) {
            total += of(call);
        }
        return total;
    }
}
