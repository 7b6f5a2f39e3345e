package io.tidemark.analytics.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until it is pushed.
public final class HandClock implements InstantSource {
    private volatile Instant now;

    public HandClock(Instant now) {
        this.now = now;
    }

    public synchronized void push(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
