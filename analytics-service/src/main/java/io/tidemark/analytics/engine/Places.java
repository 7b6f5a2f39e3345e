package io.tidemark.analytics.engine;

import java.util.concurrent.Semaphore;

/// A number of places for work that occupies disk until somebody has read its result. Nobody waits for one.
public final class Places {
    private final Semaphore free;

    public Places(int number) {
        this.free = new Semaphore(number);
    }

    /// @throws io.tidemark.platform.problem.ProblemException 503 where all are taken
    public Place take() {
        if (!free.tryAcquire()) {
            throw EngineProblem.busy();
        }
        return free::release;
    }

    /// To be given back once.
    @FunctionalInterface
    public interface Place {
        void close();
    }
}
