package io.tidemark.scan.hash;

import io.tidemark.platform.client.ServiceRefused;
import io.tidemark.platform.client.ServiceUnavailable;
import io.tidemark.scan.syscall.Syscalls;
import io.tidemark.scan.throttle.Machine;
import io.tidemark.scan.throttle.ScanPolicy;
import io.tidemark.scan.throttle.Time;
import io.tidemark.scan.volume.Volumes;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Asks analytics for work, does it, and asks again: at once where there was some, else after an interval of which a
/// random part is left out, so that the agents of a fleet do not come in step. Whatever goes wrong, it tries again.
public final class HashingThread implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(HashingThread.class.getName());

    private final String server;
    private final Analytics analytics;
    private final HashLimits limits;
    private final Supplier<Syscalls> kernel;
    private final Volumes volumes;
    private final Machine machine;
    private final Supplier<ScanPolicy> policy;
    private final BooleanSupplier scanning;
    private final HashObserver observer;
    private final HashCache cache;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable HashRound round;
    private volatile @Nullable String trouble;

    /// @param state folder that keeps the hashes
    /// @param policy of scans at present
    /// @param scanning whether a scan is under way, which goes first
    /// @throws IOException when the state folder cannot be used
    public HashingThread(
            String server,
            Analytics analytics,
            HashLimits limits,
            Path state,
            Supplier<Syscalls> kernel,
            Volumes volumes,
            Machine machine,
            Supplier<ScanPolicy> policy,
            BooleanSupplier scanning,
            HashObserver observer)
            throws IOException {
        this.server = server;
        this.analytics = analytics;
        this.limits = limits;
        this.kernel = kernel;
        this.volumes = volumes;
        this.machine = machine;
        this.policy = policy;
        this.scanning = scanning;
        this.observer = observer;
        this.cache = new HashCache(state.resolve("hashes"), limits.cached());
        this.thread = Thread.ofPlatform().name("hashing").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!isClosed()) {
                if (!work()) {
                    pause();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            forget();
        }
    }

    private void pause() throws InterruptedException {
        Duration interval = limits.interval();
        long nanos = (long) (interval.toNanos() * (0.5 + Math.random() / 2));
        boolean ends = closed.await(nanos, TimeUnit.NANOSECONDS);
        assert ends || !thread.isInterrupted();
    }

    /// @return whether there was something to do, and it was done
    private boolean work() throws InterruptedException {
        try {
            List<HashTask> tasks = analytics.work(server);
            trouble = null;
            return !tasks.isEmpty() && hash(tasks);
        } catch (ServiceUnavailable e) {
            trouble = "analytics cannot be asked for files to hash: " + e.getMessage();
        } catch (ServiceRefused e) {
            trouble = "analytics does not tell what to hash: " + e.getMessage();
        } catch (IOException | RuntimeException e) {
            trouble = "files cannot be hashed: " + e;
            LOG.log(System.Logger.Level.ERROR, "files cannot be hashed", e);
        }
        return false;
    }

    /// On a thread of its own: the classes that a throttle gives a thread end with it.
    private boolean hash(List<HashTask> tasks) throws IOException, InterruptedException {
        HashRound now = new HashRound(machine, Time.SYSTEM, policy, limits.bytesPerSecond(), scanning, this::isClosed);
        round = now;
        HashRun run = new HashRun(now, tasks);
        Thread hashing = Thread.ofPlatform().name("hash").daemon().start(run);
        hashing.join();
        round = null;
        run.rethrow();
        return !isClosed();
    }

    private final class HashRun implements Runnable {

        private final HashRound round;
        private final List<HashTask> tasks;
        private volatile @Nullable Exception failure;

        HashRun(HashRound round, List<HashTask> tasks) {
            this.round = round;
            this.tasks = tasks;
        }

        @Override
        public void run() {
            try (Syscalls syscalls = kernel.get()) {
                round.run(
                        tasks,
                        syscalls,
                        volumes.mounts(),
                        cache,
                        observer,
                        answers -> analytics.answer(server, answers));
            } catch (IOException | RuntimeException e) {
                failure = e;
            }
        }

        void rethrow() throws IOException {
            switch (failure) {
                case null -> {}
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Exception e -> throw new IllegalStateException(e);
            }
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /// Why nothing is hashed at present.
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void forget() {
        try {
            cache.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the cache of hashes cannot be closed: {0}", e.getMessage());
        }
    }

    @Override
    public void close() {
        closed.countDown();
        HashRound now = round;
        if (now != null) {
            now.release();
        }
    }
}
