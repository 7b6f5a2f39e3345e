package io.tidemark.history.store;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.event.EventBell;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.util.concurrent.atomic.AtomicLong;

/// Notices events that [EventListener] was not told of: while its connection is down or goes
/// through a pool of its own that does not pass notifications on.
@ApplicationScoped
class EventPoll {

    private static final Logger LOG = Logger.getLogger(EventPoll.class);

    private final EventRepository events;
    private final EventBell bell;
    private final AtomicLong known = new AtomicLong();

    EventPoll(EventRepository events, EventBell bell) {
        this.events = events;
        this.bell = bell;
    }

    /// A database that is away is told of by the readiness check; the next look finds it again.
    @Scheduled(every = "${history.events.look-every:15s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return events.head()
                .invoke(this::compare)
                .onFailure()
                .invoke(e -> LOG.debugf("events cannot be looked for: %s", e.getMessage()))
                .onFailure()
                .recoverWithItem(known.get())
                .replaceWithVoid();
    }

    private void compare(long head) {
        if (known.getAndSet(head) != head) {
            bell.ring();
        }
    }
}
