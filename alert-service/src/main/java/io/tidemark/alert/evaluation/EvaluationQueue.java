package io.tidemark.alert.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Lets evaluations be asked for from any thread, as often as anybody likes: they run one at a time on
/// the given executor, and whatever is asked for while one waits to begin is answered by that one.
public final class EvaluationQueue {

    private final Executor oneAtATime;
    private final Consumer<Occasion> evaluation;
    private final List<Occasion> waiting = new ArrayList<>();

    /// @param oneAtATime runs a single task at any time
    /// @param evaluation must not throw
    public EvaluationQueue(Executor oneAtATime, Consumer<Occasion> evaluation) {
        this.oneAtATime = oneAtATime;
        this.evaluation = evaluation;
    }

    /// Asks for an evaluation that begins after this call; returns at once.
    public void request(Occasion occasion) {
        boolean first;
        synchronized (waiting) {
            first = waiting.isEmpty();
            if (!waiting.contains(occasion)) {
                waiting.add(occasion);
            }
        }
        if (first) {
            oneAtATime.execute(this::run);
        }
    }

    private void run() {
        Occasion all;
        synchronized (waiting) {
            all = Occasion.of(waiting);
            waiting.clear();
        }
        evaluation.accept(all);
    }
}
