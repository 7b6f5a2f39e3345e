package io.tidemark.alert.evaluation;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/// Lets evaluations be asked for from any thread, as often as anybody likes: they run one at a time on the given
/// executor, and whatever is asked for while one waits to begin is answered by that one.
public final class EvaluationQueue {

    private final Executor oneAtATime;
    private final Runnable evaluation;
    private final AtomicBoolean waiting = new AtomicBoolean();

    /// @param oneAtATime runs a single task at any time
    /// @param evaluation must not throw
    public EvaluationQueue(Executor oneAtATime, Runnable evaluation) {
        this.oneAtATime = oneAtATime;
        this.evaluation = evaluation;
    }

    /// Asks for an evaluation that begins after this call; returns at once.
    public void request() {
        if (waiting.compareAndSet(false, true)) {
            oneAtATime.execute(this::run);
        }
    }

    private void run() {
        waiting.set(false);
        evaluation.run();
    }
}
