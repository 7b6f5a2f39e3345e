package io.tidemark.scan.throttle;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/// Asks the Java machine, and the kernel through `/proc`.
public final class LinuxCpuMeter implements CpuMeter {

    private static final Path THREAD_SCHEDULING = Path.of("/proc/thread-self/schedstat");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @Override
    public long threadNanos() {
        return threads.getCurrentThreadCpuTime();
    }

    /// The second number of `schedstat`: time spent waiting on a run queue.
    @Override
    public long threadDelayNanos() {
        try {
            return Long.parseLong(Files.readString(THREAD_SCHEDULING).split(" ", 3)[1]);
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return 0;
        }
    }

    @Override
    public long processNanos() {
        return process.getProcessCpuTime();
    }

    @Override
    public long peakResidentBytes() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(PEAK)) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
            return 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
