package io.tidemark.history.server;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// A server that was heard of, by a snapshot or by a sample, or that somebody named before.
///
/// @param firstSeenAt null as long as nothing came from it
/// @param lastSeenAt null as long as nothing came from it
public record Server(
        ServerName name,
        @Nullable Instant firstSeenAt,
        @Nullable Instant lastSeenAt,
        Tags tags) {

    public Server {
        if ((firstSeenAt == null) != (lastSeenAt == null)) {
            throw new IllegalArgumentException("firstSeenAt and lastSeenAt are both there or both null");
        }
        if (firstSeenAt != null && lastSeenAt != null && lastSeenAt.isBefore(firstSeenAt)) {
            throw new IllegalArgumentException("lastSeenAt is before firstSeenAt");
        }
    }

    /// @param silentAfter how long nothing may come before a server counts as silent
    public Presence presence(Instant now, Duration silentAfter) {
        if (lastSeenAt == null) {
            return Presence.AWAITED;
        }
        return lastSeenAt.isBefore(now.minus(silentAfter)) ? Presence.SILENT : Presence.REPORTING;
    }

    public Server tagged(Tags other) {
        return new Server(name, firstSeenAt, lastSeenAt, other);
    }
}
