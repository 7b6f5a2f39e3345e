package io.tidemark.history.store;

import io.tidemark.history.content.Damage;
import io.tidemark.history.content.DamageLog;
import io.tidemark.history.event.EventBell;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.platform.store.Blocking;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The soundness of snapshots in PostgreSQL.
@ApplicationScoped
class PanacheDamageLog implements DamageLog {

    private final DamageSessions sessions;
    private final EventBell bell;

    PanacheDamageLog(DamageSessions sessions, EventBell bell) {
        this.sessions = sessions;
        this.bell = bell;
    }

    @Override
    public boolean damaged(Snapshot snapshot, List<Damage> damages, Instant at) {
        boolean still = Blocking.await(() -> sessions.damaged(snapshot, damages, at));
        bell.ring();
        return still;
    }

    @Override
    public boolean sound(Snapshot snapshot, Instant at) {
        boolean repaired = Blocking.await(() -> sessions.sound(snapshot, at));
        bell.ring();
        return repaired;
    }

    @Override
    public Optional<SnapshotId> longestUnread(Instant before) {
        return Blocking.await(() -> sessions.longestUnread(before)).stream()
                .map(SnapshotId::new)
                .findFirst();
    }

    @Override
    public long count() {
        return Blocking.await(sessions::count);
    }
}
