package io.tidemark.forecast.upkeep;

import java.time.Duration;

/// The right of one replica to do a piece of scheduled work.
public interface Lease {

    /// Takes the named lease, or renews it where this process holds it. Blocks.
    ///
    /// @return false where another process holds it
    boolean take(String name, Duration length);
}
