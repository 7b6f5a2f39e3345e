package io.tidemark.history.server;

import java.time.Instant;

/// A server that was heard of, by a snapshot or by a sample.
public record Server(ServerName name, Instant firstSeenAt, Instant lastSeenAt) {

    public Server {
        if (lastSeenAt.isBefore(firstSeenAt)) {
            throw new IllegalArgumentException("lastSeenAt is before firstSeenAt");
        }
    }
}
