package io.tidemark.history.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tidemark.history.event.EventBell;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/// Listens to the database for events that any replica of this service records. Keeps one connection of
/// the pool, and takes another when that one ends.
@ApplicationScoped
class EventListener {

    private static final Logger LOG = Logger.getLogger(EventListener.class);
    private static final long PAUSE_MILLIS = 1000;

    private final Pool pool;
    private final Vertx vertx;
    private final EventBell bell;
    private volatile boolean open = true;

    EventListener(Pool pool, Vertx vertx, EventBell bell) {
        this.pool = pool;
        this.vertx = vertx;
        this.bell = bell;
    }

    void start(@Observes StartupEvent event) {
        connect();
    }

    void stop(@Observes ShutdownEvent event) {
        open = false;
    }

    private void connect() {
        pool.getConnection().onSuccess(this::listen).onFailure(this::again);
    }

    /// Rings once it listens, for what was recorded while nobody did.
    private void listen(SqlConnection connection) {
        PgConnection listening = PgConnection.cast(connection);
        listening.notificationHandler(told -> bell.ring());
        listening.closeHandler(ended -> again(new IllegalStateException("the connection ended")));
        listening
                .query("LISTEN tidemark_event")
                .execute()
                .onSuccess(rows -> bell.ring())
                .onFailure(e -> listening.close());
    }

    private void again(Throwable reason) {
        if (open) {
            LOG.debugf("events are looked for at intervals until a connection can listen: %s", reason.getMessage());
            vertx.setTimer(PAUSE_MILLIS, timer -> connect());
        }
    }
}
