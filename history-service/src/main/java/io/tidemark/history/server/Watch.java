package io.tidemark.history.server;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/// Notices servers that fall silent and servers that come back.
public final class Watch {

    private final PresenceLog log;
    private final InstantSource clock;
    private final Duration silentAfter;
    private volatile Map<Presence, Long> counts = new EnumMap<>(Presence.class);

    public Watch(PresenceLog log, InstantSource clock, Duration silentAfter) {
        this.log = log;
        this.clock = clock;
        this.silentAfter = silentAfter;
    }

    /// To be called more often than a server may be silent.
    ///
    /// @return how many servers changed
    public int look() {
        int changed = log.mark(clock.instant().minus(silentAfter), clock.instant());
        counts = log.count(clock.instant().minus(silentAfter));
        return changed;
    }

    /// As of the last look; 0 before the first.
    public long count(Presence presence) {
        return counts.getOrDefault(presence, 0L);
    }
}
