package io.tidemark.history.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.history.event.EventType;
import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister.Registered;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The sessions and transactions behind [PanacheSnapshotRegister].
@ApplicationScoped
class SnapshotSessions {

    private final SnapshotRepository snapshots;
    private final SnapshotForms forms;
    private final PartRepository parts;
    private final ServerRepository servers;
    private final EventRepository events;

    SnapshotSessions(
            SnapshotRepository snapshots,
            SnapshotForms forms,
            PartRepository parts,
            ServerRepository servers,
            EventRepository events) {
        this.snapshots = snapshots;
        this.forms = forms;
        this.parts = parts;
        this.servers = servers;
        this.events = events;
    }

    @TenantTransaction
    Uni<Optional<Registered>> find(SnapshotId id) {
        return parts.of(List.of(id.value()))
                .flatMap(found -> snapshots
                        .findById(id.value())
                        .map(row -> Optional.ofNullable(row).map(r -> r.toRegistered(partsOf(r, found)))));
    }

    @TenantTransaction
    Uni<Boolean> register(Registered registered) {
        SnapshotId id = registered.snapshot().id();
        return snapshots
                .findById(id.value())
                .flatMap(row -> row == null
                        ? insert(registered).replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    @TenantTransaction
    Uni<Integer> restate(SnapshotId id, @Nullable Difference form, List<Part> rebuilt) {
        return forms.restate(id, form, rebuilt);
    }

    /// The event last: from there on other publishers wait for this transaction.
    private Uni<Integer> insert(Registered registered) {
        Snapshot snapshot = registered.snapshot();
        List<PartEntity> rows = snapshot.parts().stream()
                .map(part -> PartEntity.of(snapshot, part))
                .toList();
        return servers.seen(snapshot.server(), snapshot.registeredAt())
                .flatMap(seen -> snapshots.persistAndFlush(SnapshotEntity.of(registered)))
                .flatMap(row -> parts.persist(rows))
                .flatMap(done -> parts.flush())
                .flatMap(done -> snapshots.compareLater(snapshot))
                .flatMap(done -> events.append(
                        EventType.SNAPSHOT_REGISTERED,
                        snapshot.id().toString(),
                        snapshot.server(),
                        snapshot.registeredAt(),
                        snapshot));
    }

    private static List<Part> partsOf(SnapshotEntity row, Map<UUID, List<Part>> found) {
        return found.getOrDefault(row.id, List.of());
    }
}
