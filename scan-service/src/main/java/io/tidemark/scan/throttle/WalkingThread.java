package io.tidemark.scan.throttle;

import org.jspecify.annotations.Nullable;

/// What a throttle knows of one walking thread. Used by that thread, but for {@link #takeStalled} and {@link
/// #takeDelayed}, which the throttle calls with its lock held, as it does where they are added to.
final class WalkingThread {

    private static final long STALLS_EVERY_NANOS = 100_000_000;

    private final CpuMeter meter;
    private int calls;
    private volatile boolean walked;
    private long waitedNanos;
    private long cpuNanos;
    private long wentAt;
    private long reportedAt;
    private long walkedNanos;
    private long usedNanos;
    private long delayNanos;
    private double delayed;
    private double stalled;
    private @Nullable Boolean idle;

    WalkingThread(CpuMeter meter, long now) {
        this.meter = meter;
        this.cpuNanos = meter.threadNanos();
        this.delayNanos = meter.threadDelayNanos();
        this.wentAt = now;
        this.reportedAt = now;
    }

    /// One thread's work since its last report.
    record Work(int calls, long cpuNanos) {}

    void called(int more) {
        walked = true;
        calls += more;
    }

    /// Adds time for which it was slowed down. With the throttle's lock held, as {@link #waitedNanos}.
    void waited(long nanos) {
        waitedNanos += nanos;
    }

    long waitedNanos() {
        return waitedNanos;
    }

    /// False for a thread that stood aside all the time.
    boolean hasWalked() {
        return walked;
    }

    long sinceReport(long now) {
        return now - reportedAt;
    }

    Work report(long now) {
        long cpu = meter.threadNanos();
        Work work = new Work(calls, cpu - cpuNanos);
        walkedNanos += now - wentAt;
        usedNanos += work.cpuNanos();
        calls = 0;
        cpuNanos = cpu;
        wentAt = now;
        reportedAt = now;
        if (walkedNanos >= STALLS_EVERY_NANOS) {
            countStalls();
        }
        return work;
    }

    /// Time in which the thread walked and neither ran nor waited for a processor, it waited for a disk.
    private void countStalls() {
        long delay = meter.threadDelayNanos();
        long waited = Math.max(0, delay - delayNanos);
        delayNanos = delay;
        delayed += waited;
        stalled += Math.max(0, walkedNanos - usedNanos - waited);
        walkedNanos = 0;
        usedNanos = 0;
    }

    /// Says that the thread walks again after a wait.
    void goes(long now) {
        wentAt = now;
        reportedAt = now;
    }

    /// True once after each change, and at first.
    boolean changesTo(boolean idleNow) {
        boolean changes = idle == null ? idleNow : idle != idleNow;
        idle = idleNow;
        return changes;
    }

    /// Nanoseconds for which it waited for a processor since this was last asked.
    double takeDelayed() {
        double taken = delayed;
        delayed = 0;
        return taken;
    }

    /// As {@link #takeDelayed}, for a disk.
    double takeStalled() {
        double taken = stalled;
        stalled = 0;
        return taken;
    }
}
