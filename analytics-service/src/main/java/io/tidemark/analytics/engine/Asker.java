package io.tidemark.analytics.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Somebody who asks, and may go away before the answer is there.
public final class Asker {
    private final String name;
    private final Set<Runnable> whenGone = ConcurrentHashMap.newKeySet();
    private volatile boolean gone;

    private Asker(String name) {
        this.name = name;
    }

    /// @param name whose share of the engine the question takes
    public static Asker named(String name) {
        return new Asker(name);
    }

    public String name() {
        return name;
    }

    /// Nobody waits for the answer any more: what runs for it is stopped.
    public void leave() {
        gone = true;
        whenGone.forEach(Runnable::run);
    }

    boolean isGone() {
        return gone;
    }

    /// Runs something when the asker leaves, at once where that has happened, until the watch is closed.
    Watch whenGone(Runnable stop) {
        whenGone.add(stop);
        if (gone) {
            stop.run();
        }
        return () -> whenGone.remove(stop);
    }

    @FunctionalInterface
    interface Watch {
        void close();
    }
}
