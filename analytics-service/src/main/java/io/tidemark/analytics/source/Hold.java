package io.tidemark.analytics.source;

import io.tidemark.analytics.source.SnapshotCache.Item;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Somebody's use of a cached snapshot; until it is closed, the snapshot stays.
public final class Hold implements AutoCloseable {
    private final SnapshotCache cache;
    private final Item item;
    private final CompletableFuture<Arrived> ready;
    private final AtomicBoolean closed = new AtomicBoolean();

    Hold(SnapshotCache cache, Item item, CompletableFuture<Arrived> ready) {
        this.cache = cache;
        this.item = item;
        this.ready = ready;
    }

    public Snapshot snapshot() {
        return item.snapshot();
    }

    /// Waits until the snapshot is here and verified.
    ///
    /// @throws SnapshotUnavailable where it cannot be had, or not within the time; then it goes on being
    ///     fetched for later
    public Arrived arrived(Duration patience) throws SnapshotUnavailable {
        try {
            return ready.get(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SnapshotUnavailable("it is still being fetched", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SnapshotUnavailable why
                    ? why
                    : new SnapshotUnavailable("it could not be fetched: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SnapshotUnavailable("the wait for it was interrupted", e);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            cache.release(item);
        }
    }
}
