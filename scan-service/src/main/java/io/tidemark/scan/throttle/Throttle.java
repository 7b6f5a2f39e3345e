package io.tidemark.scan.throttle;

import io.tidemark.scan.walk.Pace;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/// Keeps one scan to its policy, which may change while it runs; what changes acts within a fifth of a second. Safe
/// for several threads.
public final class Throttle implements Pace {

    /// Work between two reports of a thread; a report costs about a microsecond.
    private static final long REPORT_NANOS = 1_000_000;

    /// How late a waiting thread sees that something changed.
    private static final long SLICE_NANOS = 200_000_000;

    private static final long LOOK_NANOS = 500_000_000;
    private static final long SHIFT_NANOS = 100_000_000;

    /// With less than one processor, threads set off one after the other, so that each sees what the other used.
    private static final long APART_NANOS = 2_000_000;

    /// A thread that waited so long for its share goes on for a moment: where the share is smaller than what the agent
    /// uses besides, the scan would never end otherwise.
    private static final long MOST_SHARE_NANOS = 3_000_000_000L;

    /// With less than this share of one processor, one thread uses all of it, and which name of an inode is met first
    /// does not depend on chance.
    private static final double FOR_ONE = 0.5;

    private static final double NANOS = 1e9;

    private final Machine machine;
    private final String deviceNumber;
    private final ThreadLocal<WalkingThread> threads = ThreadLocal.withInitial(this::newThread);
    private final List<WalkingThread> walking = new ArrayList<>();
    private final CpuLedger.Account account;
    private final Bucket cpu;

    /// What gives way to others is what the walking threads use: the rest of the agent does not become less by it.
    private final Bucket walk;

    private final Bucket calls;
    private final Shift shift;
    private final BackOff backOff;
    private final Set<String> notes = new LinkedHashSet<>();
    private final LongAdder systemCalls = new LongAdder();
    private final long began;
    private ScanPolicy policy;
    private long ended = -1;
    private long charged;
    private long shiftedAt;
    private long lookedAt;
    private long wentAt;
    private @Nullable Waiting off;
    private @Nullable Waiting last;
    private long lastAt;
    private volatile boolean released;
    private volatile boolean forOne;

    /// @param bounded whether it ends after {@link #MOST_SHARE_NANOS} anyway
    private record Wait(Waiting reason, long nanos, boolean bounded) {}

    /// @param deviceNumber of the volume to be walked, as in the mount table
    public Throttle(Machine machine, ScanPolicy policy, String deviceNumber) {
        this.machine = machine;
        this.policy = policy;
        this.deviceNumber = deviceNumber;
        this.began = machine.time.nanos();
        this.account = machine.ledger.open();
        this.cpu = new Bucket(began);
        this.walk = new Bucket(began);
        this.calls = new Bucket(began);
        this.shift = new Shift(began);
        this.backOff = new BackOff(machine.pressure, began);
        this.lookedAt = began;
        this.wentAt = began - APART_NANOS;
        change(policy);
    }

    private synchronized WalkingThread newThread() {
        WalkingThread thread = new WalkingThread(machine.cpu, machine.time.nanos());
        walking.add(thread);
        return thread;
    }

    @Override
    public void begin() {
        pass(threads.get());
    }

    @Override
    public void after(int more) {
        WalkingThread thread = threads.get();
        systemCalls.add(more);
        thread.called(more);
        long now = machine.time.nanos();
        if (thread.sinceReport(now) >= REPORT_NANOS) {
            report(thread, now);
            pass(thread);
        }
    }

    @Override
    public boolean isForOne() {
        return forOne;
    }

    @Override
    public void release() {
        released = true;
    }

    private synchronized void report(WalkingThread thread, long now) {
        WalkingThread.Work work = thread.report(now);
        account.walked(work.cpuNanos());
        walk.take((double) work.cpuNanos(), now);
        calls.take(work.calls(), now);
    }

    private void pass(WalkingThread thread) {
        adopt(thread);
        long since = machine.time.nanos();
        Wait wait = next();
        while (wait != null && !released && !isOver(wait, since)) {
            sleep(wait, thread);
            adopt(thread);
            wait = next();
        }
        thread.goes(machine.time.nanos());
    }

    private boolean isOver(Wait wait, long since) {
        return wait.bounded() && machine.time.nanos() - since >= MOST_SHARE_NANOS;
    }

    private void sleep(Wait wait, WalkingThread thread) {
        ThrottleWait event = new ThrottleWait();
        event.reason = wait.reason().word();
        event.begin();
        long start = machine.time.nanos();
        machine.time.sleep(Math.min(wait.nanos(), SLICE_NANOS));
        event.commit();
        waited(thread, wait.reason(), start, machine.time.nanos());
    }

    private synchronized void waited(WalkingThread thread, Waiting reason, long start, long now) {
        if (reason != Waiting.HOURS && reason != Waiting.PAUSED) {
            thread.waited(now - start);
        }
        machine.waited(reason, now - start);
        last = reason;
        lastAt = now;
    }

    private void adopt(WalkingThread thread) {
        boolean idle = policy().idle();
        if (thread.changesTo(idle)) {
            note(idle ? machine.threadClass.idle() : machine.threadClass.normal());
        }
    }

    private synchronized void note(List<String> refused) {
        notes.addAll(refused);
    }

    /// What the calling thread has to wait for; null when it may go on.
    private synchronized @Nullable Wait next() {
        long now = machine.time.nanos();
        if (now - shiftedAt >= SHIFT_NANOS) {
            lookAround(now);
        }
        if (off != null) {
            return new Wait(off, SLICE_NANOS, false);
        }
        long total = account.nanos();
        cpu.take((double) (total - charged), now);
        charged = total;
        if (cpu.debtNanos(now) > 0) {
            return new Wait(Waiting.SHARE, cpu.debtNanos(now), true);
        }
        if (walk.debtNanos(now) > 0) {
            return new Wait(Waiting.PRESSURE, walk.debtNanos(now), false);
        }
        if (calls.debtNanos(now) > 0) {
            return new Wait(backOff() < 1 ? Waiting.PRESSURE : Waiting.CALLS, calls.debtNanos(now), false);
        }
        if (now - wentAt < APART_NANOS && walkRate() < NANOS) {
            return new Wait(backOff() < 1 ? Waiting.PRESSURE : Waiting.SHARE, APART_NANOS - (now - wentAt), true);
        }
        wentAt = now;
        return null;
    }

    private void lookAround(long now) {
        shiftedAt = now;
        off = shift.look(now, machine.time.now(), policy);
        if (now - lookedAt >= LOOK_NANOS) {
            backOff.look(now, own(WalkingThread::takeDelayed, now), own(WalkingThread::takeStalled, now));
            lookedAt = now;
            setRates(now);
        }
    }

    /// The share of the time since the last look in which at least one walking thread was held up, if they are so
    /// independently of each other.
    private double own(ToDoubleFunction<WalkingThread> taken, long now) {
        double none = 1;
        for (WalkingThread thread : walking) {
            none *= 1 - Math.min(1, taken.applyAsDouble(thread) / (now - lookedAt));
        }
        return 1 - none;
    }

    private double backOff() {
        return policy.backOff() ? backOff.factor() : 1;
    }

    /// Processor nanoseconds that the agent may use in a second.
    private double cpuRate() {
        return policy.cpuShare() >= 1 ? Double.POSITIVE_INFINITY : policy.cpuShare() * machine.processors * NANOS;
    }

    /// Processor nanoseconds that the walking threads may use in a second.
    private double walkRate() {
        return backOff() < 1 ? policy.cpuShare() * machine.processors * backOff() * NANOS : cpuRate();
    }

    private void setRates(long now) {
        cpu.rate(cpuRate(), now);
        walk.rate(backOff() < 1 ? walkRate() : Double.POSITIVE_INFINITY, now);
        forOne = walkRate() < FOR_ONE * NANOS;
        Long perSecond = policy.callsPerSecond();
        calls.rate(perSecond == null ? Double.POSITIVE_INFINITY : perSecond * backOff(), now);
    }

    /// Lets another policy hold from now on.
    public synchronized void change(ScanPolicy other) {
        long now = machine.time.nanos();
        policy = other;
        setRates(now);
        shiftedAt = now - SHIFT_NANOS;
        if (other.idle()) {
            machine.ignoresIoClasses(deviceNumber).ifPresent(notes::add);
        }
        if (other.backOff()) {
            backOff.missing().ifPresent(notes::add);
        }
    }

    /// Stops all walking threads, or lets them go on.
    public synchronized void pause(boolean paused) {
        shift.pause(paused);
        shiftedAt = machine.time.nanos() - SHIFT_NANOS;
    }

    /// How far the longest duration is used up.
    public synchronized Walked walked() {
        return new Walked(shift.walkedNanos(), machine.time.now());
    }

    /// Counts what an earlier run of the same scan walked into the longest duration.
    public synchronized void resume(Walked before) {
        shift.resume(before.nanos(), policy.staysOpen(before.at(), machine.time.now()));
    }

    /// Says that the walk ended: from now on the scan costs nothing.
    public synchronized void end() {
        if (ended < 0) {
            ended = machine.time.nanos();
            account.close();
        }
    }

    public synchronized ScanPolicy policy() {
        return policy;
    }

    /// What the scan waited for within the last second.
    public synchronized Optional<Waiting> waiting() {
        boolean lately = ended < 0 && machine.time.nanos() - lastAt < NANOS;
        return lately ? Optional.ofNullable(last) : Optional.empty();
    }

    /// What the scan cost up to now, or up to its end.
    public synchronized Cost cost() {
        long until = ended < 0 ? machine.time.nanos() : ended;
        double slowed = walking.stream()
                .filter(WalkingThread::hasWalked)
                .mapToLong(WalkingThread::waitedNanos)
                .average()
                .orElse(0);
        return new Cost(
                seconds((double) (ended < 0 ? account.nanos() : account.closedNanos())),
                systemCalls.sum(),
                seconds(slowed),
                seconds((double) shift.offNanos()),
                seconds((double) (until - began)),
                machine.cpu.peakResidentBytes(),
                List.copyOf(notes));
    }

    private static double seconds(double nanos) {
        return Math.round(nanos / 1e6) / 1e3;
    }
}
