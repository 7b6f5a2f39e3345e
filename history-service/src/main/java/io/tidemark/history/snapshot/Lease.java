package io.tidemark.history.snapshot;

import java.time.Duration;

/// Work that only one replica of this service does at a time. Calls block.
public interface Lease {

    /// Takes a lease, or takes it for longer where this replica has it already.
    ///
    /// @param length after which it ends by itself, for its holder may have died
    /// @return false when another replica has it
    boolean take(String name, Duration length);

    /// Gives it back; one that is not held is passed over.
    void giveBack(String name);
}
