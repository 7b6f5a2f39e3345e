package io.tidemark.launcher.bench;

import io.tidemark.launcher.process.Memory;

import java.util.List;

/// Looks at the resident memory of processes now and then and keeps the highest sum.
final class MemoryWatch implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;

    private final List<Long> pids;
    private final Thread thread;
    private volatile long highest;
    private volatile boolean closed;

    MemoryWatch(List<Long> pids) {
        this.pids = pids;
        this.thread = Thread.ofPlatform().daemon().name("memory").start(this::watch);
    }

    long highestBytes() {
        return highest;
    }

    private void watch() {
        while (!closed) {
            long sum = pids.stream().mapToLong(Memory::resident).sum();
            highest = Math.max(highest, sum);
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
