package io.tidemark.scan.hash;

import io.tidemark.scan.syscall.Syscalls;
import io.tidemark.scan.throttle.ByteRate;
import io.tidemark.scan.throttle.Machine;
import io.tidemark.scan.throttle.ScanPolicy;
import io.tidemark.scan.throttle.Throttle;
import io.tidemark.scan.throttle.Time;
import io.tidemark.scan.volume.MountTable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Goes once through what analytics wants hashed, under the policy that scans have. Answers are given away as they
/// come, a few at a time, so that little is done again when the agent ends on the way.
final class HashRound {

    private static final int ANSWERS = 50;
    private static final long ANSWER_NANOS = 5_000_000_000L;
    private static final long PAUSE_NANOS = 200_000_000;
    private static final String NO_DEVICE = "0:0";

    private final Supplier<ScanPolicy> policy;
    private final BooleanSupplier scanning;
    private final BooleanSupplier stopped;
    private final Time time;
    private final Throttle throttle;
    private final ByteRate rate;
    private ScanPolicy present;
    private long read;

    /// @param scanning whether a scan is under way, which goes first
    HashRound(
            Machine machine,
            Time time,
            Supplier<ScanPolicy> policy,
            long bytesPerSecond,
            BooleanSupplier scanning,
            BooleanSupplier stopped) {
        this.policy = policy;
        this.scanning = scanning;
        this.stopped = stopped;
        this.time = time;
        this.present = forHashing(policy.get());
        this.throttle = new Throttle(machine, present, NO_DEVICE);
        this.rate = new ByteRate(bytesPerSecond, time);
    }

    /// How long one scan may take says nothing of hashing, but for what it may take of each night.
    private static ScanPolicy forHashing(ScanPolicy of) {
        return new ScanPolicy(
                of.cpuShare(),
                of.callsPerSecond(),
                of.hours(),
                of.zone(),
                of.hours().isEmpty() ? null : of.longest(),
                of.idle(),
                of.backOff(),
                List.of(),
                List.of(),
                true);
    }

    void run(
            List<HashTask> tasks,
            Syscalls syscalls,
            MountTable mounts,
            HashCache cache,
            HashObserver observer,
            Consumer<List<HashAnswer>> answers) {
        List<HashAnswer> some = new ArrayList<>();
        long since = time.nanos();
        try (Hasher hasher = new Hasher(syscalls, mounts, cache, this::brake)) {
            throttle.begin();
            for (HashTask task : tasks) {
                HashAnswer answer = hasher.hash(task);
                observer.answered(answer.outcome(), read);
                read = 0;
                some.add(answer);
                if (some.size() >= ANSWERS || time.nanos() - since >= ANSWER_NANOS) {
                    answers.accept(List.copyOf(some));
                    some.clear();
                    since = time.nanos();
                }
            }
        } catch (Hasher.GivenUp e) {
            some.clear();
        } finally {
            throttle.end();
        }
        if (!some.isEmpty()) {
            answers.accept(some);
        }
    }

    private boolean brake(int calls, long bytes) {
        read += bytes;
        ScanPolicy now = forHashing(policy.get());
        if (!now.equals(present)) {
            present = now;
            throttle.change(now);
        }
        while (scanning.getAsBoolean() && !stopped.getAsBoolean()) {
            time.sleep(PAUSE_NANOS);
        }
        if (stopped.getAsBoolean()) {
            return false;
        }
        throttle.after(calls);
        rate.read(bytes, () -> !stopped.getAsBoolean());
        return !stopped.getAsBoolean();
    }

    /// Ends the wait of a round that is to give up.
    void release() {
        throttle.release();
    }
}
