package io.tidemark.history.event;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Wakes readers of the log. A reader takes [#next] before it reads: whatever is added after that read rings it.
public final class EventBell {

    private CompletableFuture<Void> next = new CompletableFuture<>();

    /// Ends at the next ring.
    public synchronized CompletionStage<Void> next() {
        return next.minimalCompletionStage();
    }

    public void ring() {
        renew().complete(null);
    }

    private synchronized CompletableFuture<Void> renew() {
        CompletableFuture<Void> rung = next;
        next = new CompletableFuture<>();
        return rung;
    }
}
