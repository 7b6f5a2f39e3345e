package io.tidemark.launcher.process;

/// How much processor time a process used.
public final class Cpu {
    /// What Linux counts in for programs on every processor a JDK exists for (`getconf CLK_TCK`).
    private static final double TICKS_PER_SECOND = 100;

    private Cpu() {}

    /// User and system time of all its threads since it began; 0 where it is gone.
    public static double seconds(long pid) {
        return ProcessStat.of(pid).map(ProcessStat::cpuTicks).orElse(0L) / TICKS_PER_SECOND;
    }

    /// Processors of this machine that may be used.
    public static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }
}
