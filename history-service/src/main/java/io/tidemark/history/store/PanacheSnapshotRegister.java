package io.tidemark.history.store;

import io.tidemark.history.event.EventBell;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.platform.store.Blocking;
import io.tidemark.platform.tenant.PresentTenancy;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The list of snapshots in PostgreSQL.
@ApplicationScoped
class PanacheSnapshotRegister implements SnapshotRegister {

    private final SnapshotSessions sessions;
    private final SnapshotLists lists;
    private final EventBell bell;

    PanacheSnapshotRegister(SnapshotSessions sessions, SnapshotLists lists, EventBell bell) {
        this.sessions = sessions;
        this.lists = lists;
        this.bell = bell;
    }

    @Override
    public Optional<Registered> find(SnapshotId id) {
        return Blocking.await(() -> sessions.find(id));
    }

    /// The primary key decides between two that register at once, also where one of them does not see the other.
    @Override
    public boolean register(Registered registered) {
        try {
            boolean created = Blocking.await(() -> sessions.register(registered));
            bell.ring();
            return created;
        } catch (ConstraintViolationException e) {
            if (PresentTenancy.asAll(() -> find(registered.snapshot().id())).isPresent()) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void restate(SnapshotId id, @Nullable Difference form, List<Part> parts) {
        Blocking.await(() -> sessions.restate(id, form, parts));
    }

    @Override
    public List<Snapshot> page(Filter filter, @Nullable Place after, int limit) {
        return filter.meansNothing() ? List.of() : Blocking.await(() -> lists.page(filter, after, limit));
    }

    @Override
    public Optional<Snapshot> before(Snapshot snapshot) {
        Filter filter = new Filter(snapshot.server().value(), snapshot.root());
        return page(filter, new Place(snapshot.startedAt(), snapshot.id()), 1).stream()
                .findFirst();
    }

    @Override
    public Optional<Snapshot> newestBy(ServerName server, String root, Instant at) {
        Place behind = new Place(at, SnapshotId.LAST);
        return page(new Filter(server.value(), root), behind, 1).stream().findFirst();
    }

    @Override
    public List<Snapshot> latest(Filter filter) {
        return filter.meansNothing() ? List.of() : Blocking.await(() -> lists.latest(filter));
    }

    @Override
    public long version() {
        return Blocking.await(lists::version);
    }
}
