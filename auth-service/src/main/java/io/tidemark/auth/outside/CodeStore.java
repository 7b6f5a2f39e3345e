package io.tidemark.auth.outside;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Keeps codes. Calls block.
public interface CodeStore {
    /// False where there is one for the same state.
    boolean keep(SignInCode code);

    Optional<SignInCode> find(String hash);

    /// Of several at once one takes it; false where it was taken before.
    boolean take(String hash, Instant at);

    /// Remembers what a code that was taken gave tokens of.
    void redeemed(String hash, UUID session);

    /// Forgets those that were over at that time.
    void forget(Instant before);
}
