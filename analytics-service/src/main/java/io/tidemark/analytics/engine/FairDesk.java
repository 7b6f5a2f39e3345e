package io.tidemark.analytics.engine;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A few threads that work for many askers in turn: whoever has much waiting delays himself, not others.
final class FairDesk implements AutoCloseable {
    private final int places;
    private final int placesEach;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    /// Whose turn is next comes first; who has nothing waiting is not there.
    private final Map<String, Deque<FutureTask<?>>> waiting = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    /// @param places work that may wait, of all askers together
    /// @param placesEach work that may wait, of one asker
    FairDesk(int threads, int places, int placesEach) {
        this.places = places;
        this.placesEach = placesEach;
        for (int i = 0; i < threads; i++) {
            this.threads.add(Thread.ofPlatform().daemon().name("engine-" + i).start(this::work));
        }
    }

    /// Puts work in the asker's queue.
    ///
    /// @throws io.tidemark.platform.problem.ProblemException 429, 503 where there is no place to wait
    <T> FutureTask<T> submit(String asker, Callable<T> work) {
        lock.lock();
        try {
            int own = waiting.getOrDefault(asker, new ArrayDeque<>()).size();
            if (own >= placesEach) {
                throw EngineProblem.tooMany(own);
            }
            if (closed || count() >= places) {
                throw EngineProblem.busy();
            }
            FutureTask<T> task = new FutureTask<>(work);
            waiting.computeIfAbsent(asker, a -> new ArrayDeque<>()).add(task);
            arrived.signal();
            return task;
        } finally {
            lock.unlock();
        }
    }

    /// Takes back what nobody waits for any more, where it has not begun.
    void withdraw(String asker, FutureTask<?> task) {
        lock.lock();
        try {
            Deque<FutureTask<?>> own = waiting.get(asker);
            if (own != null && own.remove(task) && own.isEmpty()) {
                waiting.remove(asker);
            }
        } finally {
            lock.unlock();
        }
        task.cancel(false);
    }

    /// How much waits for its turn.
    int waiting() {
        lock.lock();
        try {
            return count();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.values().forEach(own -> own.forEach(task -> task.cancel(false)));
            waiting.clear();
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        threads.forEach(Thread::interrupt);
    }

    private int count() {
        return waiting.values().stream().mapToInt(Deque::size).sum();
    }

    private void work() {
        for (FutureTask<?> task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private @Nullable FutureTask<?> next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                arrived.awaitUninterruptibly();
            }
            return closed ? null : turn();
        } finally {
            lock.unlock();
        }
    }

    /// The first asker's first task; the asker goes to the end.
    private FutureTask<?> turn() {
        Map.Entry<String, Deque<FutureTask<?>>> first =
                waiting.entrySet().iterator().next();
        String asker = first.getKey();
        Deque<FutureTask<?>> own = first.getValue();
        waiting.remove(asker);
        FutureTask<?> task = own.remove();
        if (!own.isEmpty()) {
            waiting.put(asker, own);
        }
        return task;
    }
}
