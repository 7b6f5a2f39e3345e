package io.tidemark.analytics.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;

/// Finds rows under keys in one snapshot after the other.
final class Lookup implements Work {
    private final Function<HeldSnapshot, KeyedFile> opening;
    private final Function<HeldSnapshot, KeyRange> keys;
    private final List<HeldSnapshot> over;
    private final Consumer<? super Row> rows;
    private volatile boolean stopped;

    Lookup(
            Function<HeldSnapshot, KeyedFile> opening,
            Function<HeldSnapshot, KeyRange> keys,
            List<HeldSnapshot> over,
            Consumer<? super Row> rows) {
        this.opening = opening;
        this.keys = keys;
        this.over = over;
        this.rows = rows;
    }

    /// It takes some microseconds for each snapshot and row: no clock is needed.
    @Override
    public void run(ScheduledExecutorService timer, Duration limit) {
        for (HeldSnapshot held : over) {
            if (stopped) {
                throw new CancellationException("stopped while it was looked up");
            }
            KeyRange wanted = keys.apply(held);
            opening.apply(held).rows(held, wanted.first(), wanted.end(), rows::accept);
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public boolean tookTooLong() {
        return false;
    }

    @Override
    public boolean matches() {
        return false;
    }
}
