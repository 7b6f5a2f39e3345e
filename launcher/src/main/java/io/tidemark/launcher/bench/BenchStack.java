package io.tidemark.launcher.bench;

import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Home;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.Cpu;
import io.tidemark.launcher.process.KnownProcess;
import io.tidemark.launcher.process.Memory;
import io.tidemark.launcher.process.Pause;
import io.tidemark.launcher.stack.Ground;
import io.tidemark.launcher.stack.Ports;
import io.tidemark.launcher.stack.Stack;
import io.tidemark.launcher.stack.StackLock;
import io.tidemark.launcher.stack.Undo;
import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A stack of its own, started from nothing for a measurement and stopped after it. Its data stays until the next one,
/// to look at.
final class BenchStack implements AutoCloseable {
    private static final long MEMORY_MILLIS = 100;
    private static final long QUIET_MILLIS = 400;
    private static final double QUIET_SECONDS = 0.02;
    private static final int QUIET_LOOKS = 150;

    private final Layout layout;
    private final Set<Service> services;
    private final StackLock lock;
    private final Undo undo = new Undo();
    private double readySeconds;
    private volatile long highestResident;
    private volatile boolean closed;

    private BenchStack(Layout layout, Set<Service> services, StackLock lock) {
        this.layout = layout;
        this.services = services;
        this.lock = lock;
    }

    /// @throws Trouble where services run there already
    static BenchStack start(Home home, Layout layout, PrintStream talk) {
        return start(home, layout, talk, EnumSet.allOf(Service.class));
    }

    /// With some of the services only.
    ///
    /// @throws Trouble where services run there already
    static BenchStack start(Home home, Layout layout, PrintStream talk, Set<Service> services) {
        Stack stack = stopped(home, layout, talk, services);
        delete(layout.data());
        return start(stack, layout, services);
    }

    /// The same with the data that an earlier one left, where there is some.
    ///
    /// @throws Trouble where services run there already
    static BenchStack resume(Home home, Layout layout, PrintStream talk) {
        Set<Service> services = EnumSet.allOf(Service.class);
        return start(stopped(home, layout, talk, services), layout, services);
    }

    private static Stack stopped(Home home, Layout layout, PrintStream talk, Set<Service> services) {
        Stack stack = new Stack(home, layout, talk, services);
        if (stack.isRunning()) {
            throw new Trouble("Services run on " + layout.data() + " already; ./stack down --data " + layout.data()
                    + " stops them");
        }
        return stack;
    }

    private static BenchStack start(Stack stack, Layout layout, Set<Service> services) {
        Ground.prepare(layout);
        BenchStack started = new BenchStack(layout, services, StackLock.take(layout));
        Runtime.getRuntime().addShutdownHook(new Thread(started.undo::run, "undo"));
        try {
            Ports.remember(layout);
            long begin = System.nanoTime();
            stack.start(started.undo);
            started.readySeconds = (System.nanoTime() - begin) / 1e9;
            stack.admitAgent(started.undo);
            started.watchMemory();
            return started;
        } catch (Trouble e) {
            started.close();
            throw e;
        }
    }

    /// From the first process's start to the last service's readiness.
    double readySeconds() {
        return readySeconds;
    }

    Api api() {
        return Api.asAdministrator(layout);
    }

    long pid(Service service) {
        return KnownProcess.read(layout.pidFile(service))
                .filter(KnownProcess::isAlive)
                .orElseThrow(() -> new Trouble(service.title() + " ended; its log is " + layout.log(service)))
                .pid();
    }

    /// The most that all services together held at one of the looks so far.
    long highestResidentBytes() {
        return highestResident;
    }

    long resident(Service service) {
        return Memory.resident(pid(service));
    }

    private void watchMemory() {
        List<Long> pids = pids();
        Thread.ofPlatform().daemon().name("memory").start(() -> {
            while (!closed) {
                highestResident = Math.max(
                        highestResident,
                        pids.stream().mapToLong(Memory::resident).sum());
                Pause.millis(MEMORY_MILLIS);
            }
        });
    }

    /// Waits until the services have nothing to do, so that what one run set off does not slow the next.
    void awaitQuiet() {
        List<Long> pids = pids();
        double before = cpuSeconds(pids);
        for (int look = 0; look < QUIET_LOOKS; look++) {
            Pause.millis(QUIET_MILLIS);
            double now = cpuSeconds(pids);
            if (now - before <= QUIET_SECONDS) {
                return;
            }
            before = now;
        }
        throw new Trouble("The services do not come to rest; see " + layout.logs());
    }

    private static double cpuSeconds(List<Long> pids) {
        return pids.stream().mapToDouble(Cpu::seconds).sum();
    }

    private List<Long> pids() {
        return services.stream().map(this::pid).toList();
    }

    /// A folder and all in it, where it is there.
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new Trouble(folder + " cannot be emptied: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        closed = true;
        undo.run();
        lock.close();
    }
}
