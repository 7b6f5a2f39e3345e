package io.tidemark.launcher.stack;

import io.tidemark.launcher.trouble.Trouble;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What must be undone when a start does not come to its end: all of it, also where the user presses Ctrl-C in between.
public final class Undo {
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private boolean ended;

    /// Does something and remembers how it is undone, as one step that [#run] cannot come between.
    ///
    /// @throws Trouble where [#run] was called already
    public synchronized <T> T step(Supplier<T> action, Consumer<T> undo) {
        if (ended) {
            throw new Trouble("Interrupted");
        }
        T result = action.get();
        steps.push(() -> undo.accept(result));
        return result;
    }

    /// Undoes everything, last step first. Nothing can be done afterwards.
    public synchronized void run() {
        ended = true;
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }

    /// What was done stays.
    public synchronized void forget() {
        steps.clear();
    }

    /// Whether there is something to undo.
    public synchronized boolean isPending() {
        return !steps.isEmpty();
    }
}
