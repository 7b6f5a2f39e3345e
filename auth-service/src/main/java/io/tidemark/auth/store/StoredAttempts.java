package io.tidemark.auth.store;

import io.tidemark.auth.credential.Attempts;
import io.tidemark.auth.credential.Pace.Tally;
import io.tidemark.platform.store.Blocking;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

@Singleton
class StoredAttempts implements Attempts {
    private static final int AT_ONCE = 4;

    private final AttemptRepository attempts;

    /// Attempts from one address wait for one row: they must not take all connections with them.
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    StoredAttempts(AttemptRepository attempts) {
        this.attempts = attempts;
    }

    @Override
    public List<Tally> change(List<String> watched, UnaryOperator<List<Tally>> change) {
        turns.acquireUninterruptibly();
        try {
            return Blocking.await(() -> attempts.change(watched, change));
        } finally {
            turns.release();
        }
    }

    @Override
    public void forget(Instant quietSince) {
        Blocking.await(() -> attempts.forget(quietSince));
    }
}
