package io.tidemark.scan.hash;

import io.tidemark.scan.syscall.Attributes;
import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.syscall.Syscalls;
import io.tidemark.scan.throttle.Machine;
import io.tidemark.scan.throttle.ScanPolicy;
import io.tidemark.scan.throttle.Time;
import io.tidemark.scan.volume.MountTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/// By a clock that goes on by waiting alone.
class HashRoundTest {

    private static final UUID JOB = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final int MIB = 1 << 20;
    private static final ScanPolicy FULL =
            new ScanPolicy(1, null, List.of(), ZoneId.of("UTC"), null, false, false, List.of(), List.of(), true);

    @TempDir
    Path folder;

    private final Machine machine = Machine.real();
    private final Clock clock = new Clock();
    private final List<List<HashAnswer>> answers = new ArrayList<>();
    private long bytes;

    /// Time passes only while somebody sleeps.
    private static final class Clock implements Time {
        private long nanos;
        private Runnable onSleep = () -> {};

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos);
        }

        @Override
        public void sleep(long asked) {
            nanos += asked;
            onSleep.run();
        }
    }

    @AfterEach
    void leave() {
        machine.close();
    }

    @Test
    void readsNoFasterThanItsRate() throws IOException {
        List<HashTask> tasks = List.of(task("a", 2 * MIB), task("b", 2 * MIB));

        run(tasks, MIB, () -> false, () -> false);

        assertThat(bytes).isEqualTo(4 * MIB);
        assertThat(clock.nanos).isBetween(3_800_000_000L, 4_000_000_000L);
        assertThat(answers)
                .hasSize(1)
                .first()
                .satisfies(batch -> assertThat(batch)
                        .extracting(HashAnswer::outcome)
                        .containsExactly(HashOutcome.HASHED, HashOutcome.HASHED));
    }

    @Test
    void waitsUntilNoScanIsUnderWay() throws IOException {
        run(List.of(task("a", 1000)), MIB, () -> clock.nanos < 10_000_000_000L, () -> false);

        assertThat(clock.nanos).isGreaterThanOrEqualTo(10_000_000_000L);
        assertThat(answers).hasSize(1);
    }

    @Test
    void saysNothingOfAFileInWhoseMiddleItWasStopped() throws IOException {
        run(List.of(task("a", 100), task("b", 4 * MIB)), MIB, () -> false, () -> clock.nanos > 1_000_000_000L);

        assertThat(answers).isEmpty();
        assertThat(bytes).isEqualTo(100);
    }

    @Test
    void stopsWhileItWaitsForAScan() throws IOException {
        run(List.of(task("a", 100)), MIB, () -> true, () -> clock.nanos > 1_000_000_000L);

        assertThat(answers).isEmpty();
    }

    @Test
    void givesAnswersAwayAsTheyCome() throws IOException {
        List<HashTask> tasks = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            tasks.add(task("f" + i, 10));
        }

        run(tasks, MIB, () -> false, () -> false);

        assertThat(answers).extracting(List::size).containsExactly(50, 50, 20);
    }

    @Test
    void doesNotHoldAnswersBackForLongWhileFilesAreLarge() throws IOException {
        run(List.of(task("a", 6 * MIB), task("b", 10), task("c", 10)), MIB, () -> false, () -> false);

        assertThat(answers).extracting(List::size).containsExactly(1, 2);
    }

    private void run(List<HashTask> tasks, long rate, BooleanSupplier scanning, BooleanSupplier stopped)
            throws IOException {
        HashRound round = new HashRound(machine, clock, () -> FULL, rate, scanning, stopped);
        try (Syscalls syscalls = new LinuxSyscalls();
                HashCache cache = new HashCache(folder.resolve("state"), 1024)) {
            round.run(
                    tasks,
                    syscalls,
                    MountTable.read(Path.of("/proc/self/mountinfo")),
                    cache,
                    (outcome, read) -> bytes += read,
                    answers::add);
        }
    }

    private HashTask task(String name, int size) throws IOException {
        Path file = Files.write(folder.toRealPath().resolve(name), new byte[size]);
        try (Arena arena = Arena.ofConfined();
                Syscalls syscalls = new LinuxSyscalls()) {
            Attributes found = new Attributes(arena);
            syscalls.attributes(Syscalls.WORKING_DIRECTORY, arena.allocateFrom(file.toString()), found);
            return new HashTask(
                    JOB,
                    1,
                    file.toString(),
                    null,
                    found.device(),
                    found.inode(),
                    found.size(),
                    Instant.EPOCH.plus(found.changed(), ChronoUnit.MICROS),
                    HashStage.FULL);
        }
    }
}
