package io.tidemark.history.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// All backfills. Calls block.
public interface BackfillRegister {

    /// Up to `limit`, newest first.
    List<Backfill> newest(int limit);

    Optional<Backfill> find(UUID id);

    /// @return false where the id is taken
    boolean add(Backfill backfill);

    /// Writes what changed; whoever claimed it may go on for a while.
    ///
    /// @return false, and nothing is written, where it is not in the state `expected` any more
    boolean update(Backfill backfill, Backfill.State expected);

    /// One that runs and that nobody is at; it is the caller's for so long.
    Optional<Backfill> claim(Instant now, Duration length);
}
