package io.tidemark.history.ingest;

import io.tidemark.history.snapshot.Manifest;
import io.tidemark.platform.problem.ProblemException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Lets only so many checks run at once, and only so many wait.
public final class PooledVerifier implements Verifier, AutoCloseable {

    private static final Duration COME_AGAIN = Duration.ofSeconds(30);

    private final Verifier verifier;
    private final ThreadPoolExecutor pool;

    public PooledVerifier(Verifier verifier, int concurrent, int queue) {
        this.verifier = verifier;
        this.pool = new ThreadPoolExecutor(
                concurrent,
                concurrent,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().name("verify-", 0).daemon().factory());
    }

    /// @throws ProblemException `ingest-busy` when too many wait already
    @Override
    public void verify(Path upload, Manifest manifest) throws IOException {
        Callable<Boolean> check = () -> {
            verifier.verify(upload, manifest);
            return true;
        };
        try {
            pool.submit(check).get();
        } catch (RejectedExecutionException e) {
            throw new ProblemException(IngestProblem.INGEST_BUSY, "Too many snapshots wait to be checked", e)
                    .retryAfter(COME_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while checking", e);
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
