package io.tidemark.auth.start;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.tidemark.auth.credential.Attempts;
import io.tidemark.auth.session.Revocations;
import io.tidemark.auth.session.SessionStore;
import io.tidemark.platform.tenant.ForAllTenants;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.time.Instant;

/// Keeps the list of what was ended up to date, and forgets what nobody needs any more.
@Singleton
class SessionUpkeep {
    /// Old refresh tokens are known for what they are for so long after the end.
    private static final Duration KEPT = Duration.ofDays(7);

    /// Longer than failed attempts count.
    private static final Duration QUIET = Duration.ofHours(1);

    private final Revocations revocations;
    private final SessionStore store;
    private final Attempts attempts;

    SessionUpkeep(Revocations revocations, SessionStore store, Attempts attempts) {
        this.revocations = revocations;
        this.store = store;
        this.attempts = attempts;
    }

    void start(@Observes StartupEvent event) {
        revocations.look();
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        revocations.look();
    }

    @ForAllTenants
    @Scheduled(every = "1h", delayed = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        Instant now = Instant.now();
        store.forget(now.minus(KEPT), now);
        attempts.forget(now.minus(QUIET));
    }
}
