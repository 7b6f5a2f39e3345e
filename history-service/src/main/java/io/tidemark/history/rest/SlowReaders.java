package io.tidemark.history.rest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Ends the connections of readers that do not take what was sent to them, so that none holds a place for
/// good.
public final class SlowReaders {

    private static final Logger LOG = Logger.getLogger(SlowReaders.class);

    private final InstantSource clock;
    private final Duration limit;
    private final Counter cutOff;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();

    public SlowReaders(InstantSource clock, MeterRegistry meters, Duration limit) {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("history.events: slow-after is above 0");
        }
        this.clock = clock;
        this.limit = limit;
        this.cutOff = Counter.builder("tidemark.history.event.readers.cut.off")
                .description("Event streams that were ended because their reader did not take what was sent")
                .register(meters);
    }

    /// The stream, while somebody looks after it.
    ///
    /// @param end ends the reader's connection
    <T> Multi<T> watch(Multi<T> stream, Runnable end) {
        Line line = new Line(end);
        return stream.onSubscription()
                .invoke(() -> lines.add(line))
                .onItem()
                .invoke(item -> line.sentAt = clock.instant())
                .onRequest()
                .invoke(count -> line.sentAt = null)
                .onTermination()
                .invoke(() -> lines.remove(line));
    }

    /// Looks at all streams; to be called every few seconds.
    public void endSlow() {
        Instant latest = clock.instant().minus(limit);
        for (Line line : List.copyOf(lines)) {
            Instant sentAt = line.sentAt;
            if (sentAt != null && sentAt.isBefore(latest) && lines.remove(line)) {
                LOG.infof("an event stream is cut off: nothing was taken since %s", sentAt);
                cutOff.increment();
                line.end.run();
            }
        }
    }

    /// One stream.
    private static final class Line {

        private final Runnable end;

        /// When something was sent that is not taken yet.
        private volatile @Nullable Instant sentAt;

        Line(Runnable end) {
            this.end = end;
        }
    }
}
