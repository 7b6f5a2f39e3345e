package io.tidemark.scan.throttle;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A machine of two processors whose time passes only by working and waiting.
final class HandDrivenMachine implements Time, CpuMeter, PressureSource, ThreadClass {

    static final int PROCESSORS = 2;
    static final long SECOND = 1_000_000_000L;

    final List<String> classes = new ArrayList<>();
    final List<String> refusals = new ArrayList<>();
    Instant start = Instant.parse("2026-11-21T12:00:00Z");
    Runnable onSleep = () -> {};
    boolean pressureKnown = true;
    double cpuStall;
    double ioStall;
    long nanos = 5 * SECOND;
    long threadNanos;
    long delayNanos;
    long processNanos;
    private double cpuMicros;
    private double ioMicros;

    Machine machine() {
        return new Machine(PROCESSORS, this, this, this, this, Path.of("/no/such/devices"));
    }

    /// The calling thread runs for so long.
    void work(long used) {
        threadNanos += used;
        processNanos += used;
        pass(used);
    }

    /// Time passes in which the calling thread does not run.
    void pass(long passed) {
        nanos += passed;
        cpuMicros += cpuStall * passed / 1e3;
        ioMicros += ioStall * passed / 1e3;
    }

    double seconds() {
        return nanos / 1e9;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant now() {
        return start.plusNanos(nanos - 5 * SECOND);
    }

    @Override
    public void sleep(long asked) {
        pass(asked);
        onSleep.run();
    }

    @Override
    public long threadNanos() {
        return threadNanos;
    }

    @Override
    public long threadDelayNanos() {
        return delayNanos;
    }

    @Override
    public long processNanos() {
        return processNanos;
    }

    @Override
    public long peakResidentBytes() {
        return 1 << 20;
    }

    @Override
    public Optional<Pressure> cpu() {
        return pressureKnown ? Optional.of(new Pressure(cpuStall, (long) cpuMicros)) : Optional.empty();
    }

    @Override
    public Optional<Pressure> io() {
        return pressureKnown ? Optional.of(new Pressure(ioStall, (long) ioMicros)) : Optional.empty();
    }

    @Override
    public List<String> idle() {
        classes.add("idle");
        return refusals;
    }

    @Override
    public List<String> normal() {
        classes.add("normal");
        return refusals;
    }
}
