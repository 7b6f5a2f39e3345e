package io.tidemark.history.store;

import io.tidemark.history.delta.DeltaLog;
import io.tidemark.history.delta.DeltaSummary;
import io.tidemark.history.delta.MassChange;
import io.tidemark.history.event.EventBell;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.platform.store.Blocking;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Deltas of neighbouring snapshots in PostgreSQL.
@ApplicationScoped
class PanacheDeltaLog implements DeltaLog {

    private final DeltaSessions sessions;
    private final EventBell bell;

    PanacheDeltaLog(DeltaSessions sessions, EventBell bell) {
        this.sessions = sessions;
        this.bell = bell;
    }

    @Override
    public List<SnapshotId> open(int limit) {
        return Blocking.await(() -> sessions.open(limit)).stream()
                .map(SnapshotId::new)
                .toList();
    }

    @Override
    public List<Double> shares(Snapshot before, int limit) {
        return Blocking.await(() -> sessions.shares(before, limit));
    }

    @Override
    public Map<SnapshotId, Double> sharesOf(ServerName server) {
        return Blocking.await(() -> sessions.sharesOf(server)).stream()
                .collect(Collectors.toMap(row -> new SnapshotId((UUID) row[0]), row -> (Double) row[1]));
    }

    @Override
    public void pass(SnapshotId id) {
        Blocking.await(() -> sessions.compared(id));
    }

    @Override
    public boolean add(DeltaSummary delta, Optional<MassChange> mass, Instant at) {
        boolean added = Blocking.await(() -> sessions.add(delta, mass, at));
        bell.ring();
        return added;
    }
}
