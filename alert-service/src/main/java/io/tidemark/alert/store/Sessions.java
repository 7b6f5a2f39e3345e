package io.tidemark.alert.store;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Lets any thread use Hibernate Reactive: each piece of work runs on a Vert.x context of its own, which is what the
/// session is bound to.
@ApplicationScoped
class Sessions {

    private final Vertx vertx;

    Sessions(Vertx vertx) {
        this.vertx = vertx;
    }

    <T> CompletionStage<T> run(Supplier<Uni<T>> work) {
        var answer = new CompletableFuture<T>();
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(ready ->
                Uni.createFrom().deferred(work::get).subscribe().with(answer::complete, answer::completeExceptionally));
        return answer;
    }
}
