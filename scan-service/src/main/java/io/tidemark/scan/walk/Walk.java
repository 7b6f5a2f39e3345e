package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.Attributes;
import io.tidemark.scan.syscall.Errno;
import io.tidemark.scan.syscall.Syscalls;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// One walk over one root. Runs once; {@link #cancel}, {@link #counts} and {@link #errors} may be called by any
/// thread at any time.
public final class Walk {

    /// The error of a directory that another filesystem hides.
    public static final String MOUNT_POINT = "mount-point";

    private static final long IDLE_NANOS = 100_000;

    final Counters counters = new Counters();
    final ErrorLog errors = new ErrorLog();
    final AtomicLong open = new AtomicLong(1);
    final Descriptors descriptors;

    private final WalkRequest request;
    private final Supplier<Syscalls> kernel;
    private final Accounts accounts;
    private final BatchQueue<EntryBatch> entries;
    private final BatchQueue<DirectoryBatch> directories;
    private final Syscalls closer;
    private final HardLinks hardLinks = new HardLinks();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final List<WorkStack> stacks = new ArrayList<>();
    private volatile long device;

    /// @param kernel makes one instance for each thread
    /// @param entries takes what is found; finished or aborted by this walk
    /// @param directories as `entries`
    public Walk(
            WalkRequest request,
            Supplier<Syscalls> kernel,
            Accounts accounts,
            BatchQueue<EntryBatch> entries,
            BatchQueue<DirectoryBatch> directories) {
        this.request = request;
        this.kernel = kernel;
        this.accounts = accounts;
        this.entries = entries;
        this.directories = directories;
        this.closer = kernel.get();
        this.descriptors = new Descriptors(closer);
    }

    /// Walks to the end. Whatever way it ends, the queues end too and every descriptor is closed.
    ///
    /// @throws RootUnusable when the root cannot be opened
    /// @throws CancellationException when it was cancelled
    /// @throws WalkAborted when a walking or writing thread failed
    public void run() throws RootUnusable {
        try {
            runThreads(openRoot());
        } catch (RootUnusable | RuntimeException | Error e) {
            stop(e);
            throw e;
        } finally {
            closer.close();
        }
        entries.finish();
        directories.finish();
    }

    private DirectoryNode openRoot() throws RootUnusable {
        try (Tools tools = new Tools(kernel.get())) {
            int descriptor = Root.open(request.root(), tools);
            int result = tools.syscalls.attributes(descriptor, tools.self, tools.attributes);
            if (result < 0) {
                tools.syscalls.close(descriptor);
                throw new RootUnusable(request.root(), Errno.of(-result));
            }
            device = tools.attributes.device();
            byte[] name = request.root().toString().getBytes(StandardCharsets.UTF_8);
            DirectoryNode root = new DirectoryNode(null, name, tools.attributes, true);
            descriptors.opened(root, descriptor);
            return root;
        }
    }

    private void runThreads(DirectoryNode root) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < request.threads(); i++) {
            int number = i;
            stacks.add(new WorkStack(descriptors, Math.max(4, request.descriptors() / request.threads())));
            threads.add(Thread.ofPlatform().name("walk-" + i).unstarted(() -> runThread(number, root)));
        }
        threads.forEach(Thread::start);
        threads.forEach(Walk::join);
        stacks.forEach(WorkStack::abandon);
        descriptors.done(root);
        Throwable failed = failure.get();
        if (failed instanceof CancellationException cancelled) {
            throw cancelled;
        }
        if (failed != null) {
            throw new WalkAborted(failed);
        }
    }

    private void runThread(int number, DirectoryNode root) {
        try (Tools tools = new Tools(kernel.get())) {
            Walker walker = newWalker(number, tools);
            if (number == 0) {
                descriptors.use(root);
                walker.readOpen(root);
                open.decrementAndGet();
            }
            for (WorkStack.Task task = next(number); task != null; task = next(number)) {
                walker.visit(task);
                open.decrementAndGet();
            }
            walker.flush();
        } catch (RuntimeException | Error e) {
            stop(e);
        }
    }

    private Walker newWalker(int number, Tools tools) {
        return new Walker(
                this,
                tools,
                stacks.get(number),
                new EntryWriter(number, entries, accounts, hardLinks, counters),
                new DirectoryWriter(number, directories, accounts, counters));
    }

    /// The next subdirectory for a thread, its own or stolen; waits while others may still find some; null at the
    /// end.
    private WorkStack.@Nullable Task next(int number) {
        while (open.get() > 0) {
            checkGoingOn();
            for (int i = 0; i < stacks.size(); i++) {
                WorkStack stack = stacks.get((number + i) % stacks.size());
                WorkStack.Task task = i == 0 ? stack.pop() : stack.steal();
                if (task != null) {
                    return task;
                }
            }
            LockSupport.parkNanos(IDLE_NANOS);
        }
        return null;
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

    /// Ends a running walk early because what takes its batches has failed; {@link #run} then throws {@link
    /// WalkAborted}.
    public void fail(Throwable reason) {
        stop(reason);
    }

    private void stop(Throwable reason) {
        failure.compareAndSet(null, reason);
        entries.abort(reason);
        directories.abort(reason);
    }

    void checkGoingOn() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new WalkAborted(failed);
        }
    }

    /// True for what is not on the filesystem of the root.
    boolean isElsewhere(Attributes attributes) {
        return attributes.device() != device;
    }

    public Counts counts() {
        return counters.counts();
    }

    public List<ErrorKind> errors() {
        return errors.kinds();
    }
}
