package io.tidemark.platform.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.function.Supplier;

/// A repository as services have them.
@ApplicationScoped
class Notes implements PanacheRepositoryBase<NoteEntity, String> {
    @TenantTransaction
    Uni<List<String>> names() {
        return find("order by name")
                .list()
                .map(notes -> notes.stream().map(note -> note.name).toList());
    }

    @TenantTransaction
    Uni<Void> add(String name) {
        return persist(NoteEntity.of(name)).replaceWithVoid();
    }

    /// Adds one, takes a step in another tenant, and adds another.
    @TenantTransaction
    Uni<List<String>> addAround(String name, Tenant other, Supplier<Uni<List<String>>> step) {
        return persist(NoteEntity.of(name))
                .chain(() -> TenantTransactions.within(other, step))
                .call(() -> persist(NoteEntity.of(name + " too")));
    }

    @TenantTransaction
    Uni<List<String>> addAndList(String name) {
        return persist(NoteEntity.of(name)).chain(this::names);
    }

    /// Says what it saw and then fails.
    @TenantTransaction
    Uni<Void> addAndFail(String name) {
        return persistAndFlush(NoteEntity.of(name)).chain(() -> Uni.createFrom().failure(new NotDone()));
    }

    /// Adds, and takes its time.
    @TenantTransaction
    Uni<Void> addSlowly(String name, Runnable added) {
        return persistAndFlush(NoteEntity.of(name))
                .invoke(added)
                .chain(() -> getSession())
                .chain(session ->
                        session.createNativeQuery("select 1 from pg_sleep(0.2)").getSingleResult())
                .replaceWithVoid();
    }

    static final class NotDone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
