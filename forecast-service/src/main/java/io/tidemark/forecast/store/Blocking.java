package io.tidemark.forecast.store;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

import java.util.function.Supplier;

/// The bridge from plain worker threads to the reactive session, which lives on a Vert.x context of its own.
final class Blocking {

    private Blocking() {}

    /// Waits for the result. Must not be called on an event loop.
    static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
