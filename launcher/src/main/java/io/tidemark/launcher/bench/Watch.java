package io.tidemark.launcher.bench;

import io.tidemark.launcher.process.Cpu;
import io.tidemark.launcher.process.Memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Looks at a process fifty times a second until it is closed. Afterwards the CPU time can be told for any stretch in
/// between.
final class Watch implements AutoCloseable {
    private static final long PAUSE_MILLIS = 20;

    private final long pid;
    private final List<Look> looks = new ArrayList<>();
    private final Thread thread;

    Watch(long pid) {
        this.pid = pid;
        Memory.resetPeak(pid);
        look();
        this.thread = Thread.ofPlatform().daemon().name("watch").start(this::watch);
    }

    /// CPU seconds between two moments, as a straight line between the looks before and after each.
    double cpuSeconds(Instant from, Instant to) {
        return at(to) - at(from);
    }

    /// The most that was resident at once since this began.
    long peakBytes() {
        return Memory.peak(pid);
    }

    private double at(Instant moment) {
        Look before = looks.getFirst();
        for (Look look : looks) {
            if (!look.at().isBefore(moment)) {
                return between(before, look, moment);
            }
            before = look;
        }
        return before.cpuSeconds();
    }

    private static double between(Look before, Look after, Instant moment) {
        double whole = seconds(before.at(), after.at());
        double share = whole <= 0 ? 1 : Math.max(0, seconds(before.at(), moment) / whole);
        return before.cpuSeconds() + (after.cpuSeconds() - before.cpuSeconds()) * share;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    private void look() {
        looks.add(new Look(Instant.now(), Cpu.seconds(pid)));
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(PAUSE_MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            look();
        }
    }

    /// Stops looking, after a last look.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Look(Instant at, double cpuSeconds) {}
}
