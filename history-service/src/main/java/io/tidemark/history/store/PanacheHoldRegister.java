package io.tidemark.history.store;

import io.tidemark.history.retention.Hold;
import io.tidemark.history.retention.HoldKind;
import io.tidemark.history.retention.HoldRegister;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.platform.store.Blocking;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Holds in PostgreSQL.
@ApplicationScoped
class PanacheHoldRegister implements HoldRegister {

    private final HoldRepository holds;

    PanacheHoldRegister(HoldRepository holds) {
        this.holds = holds;
    }

    @Override
    public List<Hold> of(SnapshotId id) {
        return Blocking.await(() -> holds.of(id)).stream()
                .map(HoldEntity::toHold)
                .toList();
    }

    @Override
    public Set<SnapshotId> held(ServerName server) {
        return Blocking.await(() -> holds.held(server.value())).stream()
                .map(row -> new SnapshotId(row.snapshotId))
                .collect(Collectors.toSet());
    }

    @Override
    public void place(Hold hold) {
        Blocking.await(() -> holds.place(hold));
    }

    @Override
    public boolean lift(SnapshotId id, HoldKind kind, String by, Instant at) {
        return Blocking.await(() -> holds.lift(id, kind, by, at)) == 1;
    }
}
