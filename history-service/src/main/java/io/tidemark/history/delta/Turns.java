package io.tidemark.history.delta;

import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.PresentTenancy;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// A few threads for work that takes long, and a queue of bounded length before them. Work sees there what its caller
/// sees.
final class Turns implements AutoCloseable {

    private static final Duration SHORTLY = Duration.ofSeconds(10);

    private final ThreadPoolExecutor pool;

    Turns(String name, int threads, int queue) {
        this.pool = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().name(name, 0).daemon().factory());
    }

    /// Waits for a turn and for the result.
    ///
    /// @throws ProblemException 503 `delta-busy` when too many wait
    <T> T take(Callable<T> work) throws IOException {
        try {
            FutureTask<T> task = new FutureTask<>(work);
            pool.execute(PresentTenancy.carried(task));
            return task.get();
        } catch (RejectedExecutionException e) {
            throw new ProblemException(DeltaProblem.DELTA_BUSY, "Ask again for the result", e).retryAfter(SHORTLY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while comparing", e);
        } catch (ExecutionException e) {
            throw rethrown(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private static IOException rethrown(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case IOException e -> e;
            default -> new IOException(cause);
        };
    }
}
