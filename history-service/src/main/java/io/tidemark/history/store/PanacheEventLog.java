package io.tidemark.history.store;

import io.tidemark.history.event.Event;
import io.tidemark.history.event.EventLog;
import io.tidemark.history.event.EventType;
import io.tidemark.platform.store.Blocking;
import io.tidemark.platform.tenant.Tenancy;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.Set;

/// The event log in PostgreSQL.
@ApplicationScoped
class PanacheEventLog implements EventLog {

    private final EventRepository events;

    PanacheEventLog(EventRepository events) {
        this.events = events;
    }

    @Override
    public long head(Tenancy reader) {
        return Blocking.await(() -> events.head(reader));
    }

    @Override
    public List<Event> after(Tenancy reader, long id, Set<EventType> types, int limit) {
        return Blocking.await(() -> events.after(reader, id, types, limit)).stream()
                .map(row -> row.toEvent(reader))
                .toList();
    }
}
