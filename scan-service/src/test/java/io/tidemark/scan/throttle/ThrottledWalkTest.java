package io.tidemark.scan.throttle;

import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.walk.Pace;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// The real clock, the real kernel and several threads.
class ThrottledWalkTest {

    private static final int THREADS = 3;
    private static final double SHARE = 0.1;
    private static final long NANOS = 3_000_000_000L;

    @Test
    void keepsSeveralThreadsTogetherToTheirShare() throws Exception {
        Throttle throttle = new Throttle(Machine.real(), Policies.share(SHARE), "0:0");

        callFor(throttle, NANOS);

        throttle.end();
        Cost cost = throttle.cost();
        double share =
                cost.cpuSeconds() / cost.elapsedSeconds() / Runtime.getRuntime().availableProcessors();
        // Compiling and collecting garbage is not throttled itself, only paid for: the last of it may be unpaid.
        assertThat(share).isBetween(SHARE / 4, SHARE * 1.3);
        assertThat(cost.systemCalls()).isPositive();
        assertThat(cost.waitedSeconds()).isGreaterThan(1);
    }

    @Test
    void setsTheClassOfEachThreadAndGoesBack() throws Exception {
        Throttle throttle = new Throttle(Machine.real(), Policies.change("idle", "true"), "0:0");
        List<String> policies = new ArrayList<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            throttle.begin();
            policies.add(schedulingPolicy());
            throttle.change(Policies.FULL);
            while (schedulingPolicy().equals("5")) {
                throttle.after(1);
            }
            policies.add(schedulingPolicy());
        });
        thread.join();

        // SCHED_IDLE is 5, SCHED_OTHER is 0.
        assertThat(policies).containsExactly("5", "0");
    }

    private static String schedulingPolicy() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            // Field 41; the second may hold blanks and ends with a bracket.
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[38];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void callFor(Pace pace, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofPlatform().start(() -> callUntil(pace, end)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void callUntil(Pace pace, long end) {
        try (LinuxSyscalls syscalls = new LinuxSyscalls();
                Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom("/");
            pace.begin();
            while (System.nanoTime() < end) {
                syscalls.close(syscalls.openDirectory(LinuxSyscalls.WORKING_DIRECTORY, name));
                pace.after(2);
            }
        }
    }
}
