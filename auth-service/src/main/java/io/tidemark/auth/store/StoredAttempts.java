package io.tidemark.auth.store;

import io.tidemark.auth.credential.Attempts;
import io.tidemark.auth.credential.Pace.Tally;
import io.tidemark.platform.store.Blocking;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

@Singleton
class StoredAttempts implements Attempts {
    private final AttemptRepository attempts;

    StoredAttempts(AttemptRepository attempts) {
        this.attempts = attempts;
    }

    @Override
    public List<Tally> change(List<String> watched, UnaryOperator<List<Tally>> change) {
        return Blocking.await(() -> attempts.change(watched, change));
    }

    @Override
    public void forget(Instant quietSince) {
        Blocking.await(() -> attempts.forget(quietSince));
    }
}
