package io.tidemark.auth.right;

import java.time.Instant;

/// A span of time: from its start to just before its end. Without bounds it lasts from [Instant#MIN] to
/// [Instant#MAX].
public record Window(Instant from, Instant until) {
    public static final Window ALWAYS = new Window(Instant.MIN, Instant.MAX);

    public Window {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("the end of a span must be after its start");
        }
    }

    public boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    public boolean covers(Window other) {
        return !other.from.isBefore(from) && !other.until.isAfter(until);
    }

    public boolean overlaps(Window other) {
        return from.isBefore(other.until) && other.from.isBefore(until);
    }

    public boolean isOver(Instant at) {
        return !at.isBefore(until);
    }

    /// What is left of it; only for one that is not over.
    public Window since(Instant at) {
        return from.isBefore(at) ? new Window(at, until) : this;
    }
}
