package io.tidemark.history.server;

import java.time.Instant;
import java.util.Map;

/// Which servers are taken for silent. Calls block.
public interface PresenceLog {

    /// Marks the servers that were last heard of before `limit` as silent, and those heard of since as
    /// back, and records an event for each whose mark changed, all in one transaction: of several that
    /// look at once, one tells.
    ///
    /// @return how many servers changed
    int mark(Instant limit, Instant now);

    /// How many servers there are of each presence.
    Map<Presence, Long> count(Instant limit);
}
