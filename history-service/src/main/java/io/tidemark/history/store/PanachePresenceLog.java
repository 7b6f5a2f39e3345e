package io.tidemark.history.store;

import io.tidemark.history.event.EventBell;
import io.tidemark.history.server.Presence;
import io.tidemark.history.server.PresenceLog;
import io.tidemark.platform.store.Blocking;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/// Marks of silent servers in PostgreSQL.
@ApplicationScoped
class PanachePresenceLog implements PresenceLog {

    private final PresenceRepository servers;
    private final EventBell bell;

    PanachePresenceLog(PresenceRepository servers, EventBell bell) {
        this.servers = servers;
        this.bell = bell;
    }

    @Override
    public int mark(Instant limit, Instant now) {
        int changed = Blocking.await(() -> servers.mark(limit, now));
        if (changed > 0) {
            bell.ring();
        }
        return changed;
    }

    @Override
    public Map<Presence, Long> count(Instant limit) {
        Map<Presence, Long> counts = new EnumMap<>(Presence.class);
        Blocking.await(() -> servers.count(limit))
                .forEach(row -> counts.put(Presence.valueOf((String) row[0]), Rows.number(row[1])));
        return counts;
    }
}
