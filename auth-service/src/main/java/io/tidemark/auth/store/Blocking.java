package io.tidemark.auth.store;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

import java.util.function.Supplier;

/// Brings calls of worker threads to the reactive database and waits for them.
final class Blocking {
    private Blocking() {}

    static <T> T await(Supplier<Uni<T>> call) {
        try {
            return VertxContextSupport.subscribeAndAwait(call);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("The database call failed", e);
        }
    }
}
