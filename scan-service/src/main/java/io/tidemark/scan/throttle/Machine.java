package io.tidemark.scan.throttle;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// What throttles of one agent share: the machine they are gentle to.
public final class Machine implements AutoCloseable {

    final int processors;
    final CpuMeter cpu;
    final PressureSource pressure;
    final ThreadClass threadClass;
    final Time time;
    final CpuLedger ledger;
    private final IoScheduler schedulers;
    private final Map<Waiting, LongAdder> waited = new EnumMap<>(Waiting.class);

    /// @param processors those the agent may use: in a container, its limit
    /// @param devices a folder such as `/sys/dev/block`
    public Machine(
            int processors, CpuMeter cpu, PressureSource pressure, ThreadClass threadClass, Time time, Path devices) {
        this.processors = processors;
        this.cpu = cpu;
        this.pressure = pressure;
        this.threadClass = threadClass;
        this.time = time;
        this.ledger = new CpuLedger(cpu);
        this.schedulers = new IoScheduler(devices);
        for (Waiting reason : Waiting.values()) {
            waited.put(reason, new LongAdder());
        }
    }

    /// The machine this runs on.
    public static Machine real() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                new LinuxCpuMeter(),
                PressureSource.of(Path.of("/proc/pressure")),
                new LinuxThreadClass(IdleGroup.real()),
                Time.SYSTEM,
                Path.of("/sys/dev/block"));
    }

    @Override
    public void close() {
        threadClass.close();
    }

    void waited(Waiting reason, long nanos) {
        Objects.requireNonNull(waited.get(reason)).add(nanos);
    }

    /// How long walking threads of all scans have waited for this so far, in seconds.
    public double waitedSeconds(Waiting reason) {
        return Objects.requireNonNull(waited.get(reason)).sum() / 1e9;
    }

    /// Why the idle I/O class has no effect on a volume; empty where it has one.
    Optional<String> ignoresIoClasses(String deviceNumber) {
        return schedulers.ignoresClasses(deviceNumber);
    }
}
