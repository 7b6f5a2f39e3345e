package io.tidemark.launcher.bench;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class WatchTest {

    @Test
    void tellsTheCpuTimeOfAStretchThatHasEnded() {
        long pid = ProcessHandle.current().pid();
        Watch watch = new Watch(pid);
        Instant begin;
        Instant end;
        double spent;
        try (watch) {
            begin = Instant.now();
            spent = burn(300);
            end = Instant.now();
            burn(200);
        }

        double told = watch.cpuSeconds(begin, end);

        assertThat(told).isCloseTo(spent, within(0.15));
        assertThat(watch.cpuSeconds(end, end)).isZero();
        assertThat(watch.peakBytes()).isGreaterThan(1 << 20);
    }

    @Test
    void measuresAProgramAlone() {
        Timed timed = Timed.run(List.of("bash", "-c", "for ((i = 0; i < 100000; i++)); do :; done; echo done"), true);

        assertThat(timed.output()).isEqualTo("done");
        assertThat(timed.run().cpuSeconds()).isGreaterThan(0.02);
        assertThat(timed.run().peakBytes()).isBetween(1L << 20, 100L << 20);
    }

    @Test
    void theMiddleOfTwoIsTheirMean() {
        assertThat(Runs.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
        assertThat(Runs.median(List.of(4.0, 1.0))).isEqualTo(2.5);
    }

    /// CPU seconds this thread used while so many milliseconds went by.
    private static double burn(long millis) {
        var threads = java.lang.management.ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
    }
}
