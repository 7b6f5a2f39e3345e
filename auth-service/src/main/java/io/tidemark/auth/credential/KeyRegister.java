package io.tidemark.auth.credential;

import java.time.Instant;
import java.util.Optional;

/// Finds keys, and notes that they are used. Calls block.
public interface KeyRegister {
    Optional<ApiKey> find(String id);

    /// Notes a use, unless one was noted within the last minute.
    ///
    /// @param address where it came from
    void used(String id, Instant at, String address);
}
