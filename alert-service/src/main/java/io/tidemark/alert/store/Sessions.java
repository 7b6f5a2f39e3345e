package io.tidemark.alert.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.store.Blocking;
import io.tidemark.platform.store.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Lets any thread use Hibernate Reactive: each piece of work is one transaction, on a Vert.x context of its own.
@ApplicationScoped
class Sessions {

    /// Work for whoever is served at present.
    <T> CompletionStage<T> run(Supplier<Uni<T>> work) {
        return Blocking.start(() -> TenantTransactions.present(work));
    }

    /// Work for all tenants, whoever asks for it.
    <T> CompletionStage<T> runForAll(Supplier<Uni<T>> work) {
        return Blocking.start(() -> TenantTransactions.asAll(work));
    }
}
