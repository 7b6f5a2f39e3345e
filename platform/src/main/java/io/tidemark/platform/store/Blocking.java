package io.tidemark.platform.store;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.tenant.PresentTenancy;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// The bridge from plain worker threads to the reactive session, which lives on a Vert.x context.
///
/// Each call gets a context of its own. The caller's would do only as long as nobody else has it: whoever is woken by a
/// future that this thread completes runs on a worker with this thread's context, and two calls at once would share
/// one session, which serves one call at a time. The tenancy that the caller works for goes along.
public final class Blocking {

    private Blocking() {}

    /// Waits for the result. A failure of the work is thrown as it is, in an IllegalStateException where it is checked.
    ///
    /// @throws IllegalStateException on an event loop, which must not wait
    public static <T> T await(Supplier<Uni<T>> work) {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("an event loop must not wait");
        }
        CompletableFuture<T> result = start(work);
        try {
            return result.join();
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
    }

    /// Begins the work and does not wait for it.
    public static <T> CompletableFuture<T> start(Supplier<Uni<T>> work) {
        Context own = ownContext();
        PresentTenancy.set(own, PresentTenancy.get());
        CompletableFuture<T> result = new CompletableFuture<>();
        own.runOnContext(ignored -> subscribe(work, result));
        return result;
    }

    private static Context ownContext() {
        Vertx vertx = Arc.container().instance(Vertx.class).get();
        Context own = VertxContext.createNewDuplicatedContext(VertxContext.getRootContext(vertx.getOrCreateContext()));
        VertxContextSafetyToggle.setContextSafe(own, true);
        return own;
    }

    private static <T> void subscribe(Supplier<Uni<T>> work, CompletableFuture<T> result) {
        try {
            work.get().subscribe().with(result::complete, result::completeExceptionally);
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    private static RuntimeException unwrapped(CompletionException e) {
        return switch (e.getCause()) {
            case RuntimeException cause -> cause;
            case Error cause -> throw cause;
            case null, default -> new IllegalStateException(e.getCause());
        };
    }
}
