package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.CallCounts;
import io.tidemark.scan.syscall.Errno;
import io.tidemark.scan.syscall.Syscalls;
import io.tidemark.scan.syscall.SystemCall;
import io.tidemark.scan.volume.AccessTimes;
import org.jspecify.annotations.Nullable;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// One walk over one root. Runs once; {@link #cancel}, {@link #counts} and {@link #errors} may be called by any
/// thread at any time.
public final class Walk {

    /// The error of a directory that another filesystem hides, or another view of the same one.
    public static final String MOUNT_POINT = "mount-point";

    /// The error of a directory that the selection leaves out.
    public static final String EXCLUDED = "excluded";

    private static final long LEAST_IDLE_NANOS = 50_000;
    private static final long MOST_IDLE_NANOS = 5_000_000;

    /// How late a thread that is not needed sees that it is, or that all is done.
    private static final long ASIDE_NANOS = 50_000_000;

    final Counters counters = new Counters();
    final ErrorLog errors = new ErrorLog();
    final AtomicLong open = new AtomicLong(1);
    final WalkRequest request;

    private final Supplier<Syscalls> kernel;
    private final Accounts accounts;
    private final IntFunction<BatchSink<EntryBatch>> entries;
    private final IntFunction<BatchSink<DirectoryBatch>> directories;
    private final List<CallCounts> calls = new CopyOnWriteArrayList<>();
    private final HardLinks hardLinks = new HardLinks();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final List<WorkStack> stacks = new ArrayList<>();
    private final List<AccessTimes> accessTimes = new CopyOnWriteArrayList<>();
    private final Meeting meeting;
    private volatile Checkpoints checkpoints = Checkpoints.NONE;
    private @Nullable Frontier restored;
    private volatile @Nullable DirectoryNode walked;

    /// @param kernel makes one instance for each thread
    /// @param entries makes a sink for the walking thread of that number, which takes what is found
    /// @param directories as `entries`
    public Walk(
            WalkRequest request,
            Supplier<Syscalls> kernel,
            Accounts accounts,
            IntFunction<BatchSink<EntryBatch>> entries,
            IntFunction<BatchSink<DirectoryBatch>> directories) {
        this.request = request;
        this.kernel = kernel;
        this.accounts = accounts;
        this.entries = entries;
        this.directories = directories;
        this.meeting = new Meeting(request.threads());
    }

    /// Takes on where another walk over the same root was, so that this one goes on from there.
    ///
    /// @param in what {@link Checkpoints.State#write} wrote
    /// @throws IOException when it cannot be read
    public void restore(DataInput in) throws IOException {
        restored = Frontier.read(in);
        counters.read(in);
        errors.read(in);
        hardLinks.read(in);
        AccessTimes before = new AccessTimes();
        before.read(in);
        accessTimes.add(before);
    }

    private void save(DataOutput out) throws IOException {
        new Frontier(
                        Objects.requireNonNull(walked),
                        stacks.stream().map(WorkStack::items).toList())
                .write(out);
        counters.write(out);
        errors.write(out);
        hardLinks.write(out);
        accessTimes().write(out);
    }

    /// As {@link #run(Checkpoints)}, without any.
    public void run() throws RootUnusable, StaleCheckpoint {
        run(Checkpoints.NONE);
    }

    /// Walks to the end. Whatever way it ends, every descriptor is closed and no thread is left.
    ///
    /// @throws RootUnusable when the root cannot be opened
    /// @throws StaleCheckpoint when the root is not the directory that it was; nothing was walked then
    /// @throws CancellationException when it was cancelled
    /// @throws WalkAborted when a walking thread, a sink or what takes its batches failed
    public void run(Checkpoints taker) throws RootUnusable, StaleCheckpoint {
        checkpoints = taker;
        try (Tools tools = newTools()) {
            Descriptors descriptors = new Descriptors(tools, counters);
            DirectoryNode root = openRoot(tools, descriptors);
            walked = root;
            makeStacks(descriptors);
            runThreads(root);
            stacks.forEach(stack -> stack.abandon(descriptors));
            descriptors.done(root);
        }
        Throwable failed = failure.get();
        if (failed instanceof CancellationException cancelled) {
            throw cancelled;
        }
        if (failed != null) {
            throw new WalkAborted(failed);
        }
    }

    private Tools newTools() {
        Tools tools = new Tools(kernel.get());
        calls.add(tools.syscalls.calls());
        return tools;
    }

    private DirectoryNode openRoot(Tools tools, Descriptors descriptors) throws RootUnusable, StaleCheckpoint {
        int passing = Root.open(request.root(), tools);
        int descriptor = descriptors.openToRead(passing, tools.self);
        int result = tools.syscalls.attributes(passing, tools.self, tools.attributes);
        tools.syscalls.close(passing);
        if (descriptor < 0) {
            throw new RootUnusable(request.root(), Errno.of(-descriptor));
        }
        if (result < 0) {
            tools.syscalls.close(descriptor);
            throw new RootUnusable(request.root(), Errno.of(-result));
        }
        byte[] name = request.root().toString().getBytes(StandardCharsets.UTF_8);
        DirectoryNode root = same(new DirectoryNode(null, name, tools.attributes, true), descriptor, tools);
        descriptors.opened(root, descriptor);
        return root;
    }

    /// The root as it was written down, where it was.
    private DirectoryNode same(DirectoryNode root, int descriptor, Tools tools) throws StaleCheckpoint {
        if (restored == null) {
            return root;
        }
        try {
            if (restored.root().inode != root.inode || restored.root().device != root.device) {
                throw new StaleCheckpoint(request.root() + " is another directory now");
            }
            restored.remount(root.mount);
            return restored.root();
        } catch (StaleCheckpoint e) {
            tools.syscalls.close(descriptor);
            throw e;
        }
    }

    private void makeStacks(Descriptors descriptors) {
        for (int i = 0; i < request.threads(); i++) {
            stacks.add(new WorkStack(Math.max(4, request.descriptors() / request.threads())));
        }
        if (restored != null) {
            open.set(restored.size());
            for (int i = 0; i < restored.stacks().size(); i++) {
                WorkStack stack = stacks.get(i % stacks.size());
                restored.stacks().get(i).forEach(siblings -> stack.push(siblings, descriptors));
            }
        }
    }

    private void runThreads(DirectoryNode root) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < request.threads(); i++) {
            int number = i;
            threads.add(Thread.ofPlatform().name("walk-" + i).unstarted(() -> runThread(number, root)));
        }
        threads.forEach(Thread::start);
        threads.forEach(Walk::join);
    }

    private void runThread(int number, DirectoryNode root) {
        try (Tools tools = newTools()) {
            newWalker(number, tools).run(number == 0 && restored == null ? root : null);
        } catch (RuntimeException | Error e) {
            stop(e);
        } finally {
            meeting.leave();
        }
    }

    private Walker newWalker(int number, Tools tools) {
        AccessTimes seen = new AccessTimes();
        accessTimes.add(seen);
        return new Walker(
                this,
                tools,
                stacks.get(number),
                new EntryWriter(entries.apply(number), accounts, hardLinks, counters, seen),
                new DirectoryWriter(directories.apply(number), accounts, counters));
    }

    /// The next subdirectory for a thread, its own or stolen; waits while others may still find some, the longer the
    /// less often it looks, for a thread without work must cost nothing; null at the end.
    ///
    /// @param handOver called before everything found so far is written down
    WorkStack.@Nullable Task next(WorkStack own, Descriptors descriptors, Runnable handOver) {
        long pause = LEAST_IDLE_NANOS;
        while (open.get() > 0) {
            checkGoingOn();
            meetWhenDue(handOver);
            if (own != stacks.getFirst() && request.pace().isForOne()) {
                idle(ASIDE_NANOS);
                continue;
            }
            WorkStack.Task task = own.pop(descriptors);
            for (int i = 0; task == null && i < stacks.size(); i++) {
                task = stacks.get(i).steal(descriptors);
            }
            if (task != null) {
                return task;
            }
            idle(pause);
            pause = Math.min(2 * pause, MOST_IDLE_NANOS);
        }
        return null;
    }

    private static void idle(long nanos) {
        WalkerIdle event = new WalkerIdle();
        event.begin();
        LockSupport.parkNanos(nanos);
        event.commit();
    }

    private void meetWhenDue(Runnable handOver) {
        if (checkpoints.isDue(counters::found)) {
            meeting.call();
        }
        if (meeting.isCalled()) {
            handOver.run();
            meeting.attend(this::takeCheckpoint);
            checkGoingOn();
        }
    }

    private void takeCheckpoint() {
        try {
            checkpoints.take(counters::found, this::save);
        } catch (IOException e) {
            stop(new UncheckedIOException(e));
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends a running walk early; {@link #run} then throws. Has no effect on one that has ended.
    public void cancel() {
        stop(new CancellationException("cancelled"));
    }

    private void stop(Throwable reason) {
        failure.compareAndSet(null, reason);
        request.pace().release();
    }

    void checkGoingOn() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new WalkAborted(failed);
        }
    }

    public Counts counts() {
        return counters.counts();
    }

    /// System calls made so far, by kind.
    public Map<SystemCall, Long> calls() {
        Map<SystemCall, Long> sums = new EnumMap<>(SystemCall.class);
        for (SystemCall call : SystemCall.values()) {
            sums.put(call, calls.stream().mapToLong(counts -> counts.of(call)).sum());
        }
        return sums;
    }

    /// Whether access times stay as they were, so far.
    public NoAccessTime noAccessTime() {
        return NoAccessTime.of(counters.opened.sum(), counters.fallbacks.sum());
    }

    /// What the last-access times of all entries look like together. Complete when the walk has ended.
    public AccessTimes accessTimes() {
        AccessTimes all = new AccessTimes();
        accessTimes.forEach(all::add);
        return all;
    }

    public List<ErrorKind> errors() {
        return errors.kinds();
    }
}
