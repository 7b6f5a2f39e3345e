package io.tidemark.scan.snapshot;

import io.tidemark.scan.walk.WalkAborted;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Hands batches from walking to writing threads and empty batches back, so that memory stays bounded: when no
/// batch is empty, walking waits for writing. Each walker has a lane, and a writer keeps to its own lane as long as
/// that lane has a writer's worth of work, so that what one walker found together is written together.
///
/// @param <T> a reusable batch
public final class BatchQueue<T> {

    /// A lane this far behind is served by any writer: its own may never come.
    private static final int BACKLOG = 2;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    private final List<Queue<T>> lanes = new ArrayList<>();
    private final Queue<T> empty = new ArrayDeque<>();
    private final Supplier<T> maker;
    private int unmade;
    private boolean finished;
    private @Nullable Throwable aborted;

    /// @param lanes number of writers expected
    /// @param walkers number of threads that fill batches
    /// @param maker makes an empty batch
    public BatchQueue(int lanes, int walkers, Supplier<T> maker) {
        this.maker = maker;
        this.unmade = lanes * (BACKLOG + 1) + walkers;
        for (int i = 0; i < lanes; i++) {
            this.lanes.add(new ArrayDeque<>());
        }
    }

    /// An empty batch, waiting until there is one.
    ///
    /// @throws WalkAborted when this queue was aborted
    public T empty() {
        lock.lock();
        try {
            while (empty.isEmpty() && unmade == 0) {
                checkAborted();
                emptied.awaitUninterruptibly();
            }
            checkAborted();
            T batch = empty.poll();
            if (batch != null) {
                return batch;
            }
            unmade--;
            return maker.get();
        } finally {
            lock.unlock();
        }
    }

    /// Hands over a filled batch.
    public void deliver(int walker, T batch) {
        lock.lock();
        try {
            lanes.get(walker % lanes.size()).add(batch);
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The next filled batch for a writer, waiting until there is one; null at the end.
    ///
    /// @throws WalkAborted when this queue was aborted
    public @Nullable T next(int writer) {
        lock.lock();
        try {
            while (true) {
                checkAborted();
                T batch = poll(writer % lanes.size());
                if (batch != null || finished) {
                    return batch;
                }
                filled.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable T poll(int lane) {
        T own = lanes.get(lane).poll();
        if (own != null) {
            return own;
        }
        for (Queue<T> other : lanes) {
            if (other.size() >= (finished ? 1 : BACKLOG)) {
                return other.poll();
            }
        }
        return null;
    }

    /// Gives back a batch that was written.
    public void recycle(T batch) {
        lock.lock();
        try {
            empty.add(batch);
            emptied.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Says that nothing more will be delivered.
    public void finish() {
        lock.lock();
        try {
            finished = true;
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Ends all waiting on either side with an error. The first reason stays.
    public void abort(Throwable reason) {
        lock.lock();
        try {
            if (aborted == null) {
                aborted = reason;
            }
            filled.signalAll();
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void checkAborted() {
        if (aborted != null) {
            throw new WalkAborted(aborted);
        }
    }
}
