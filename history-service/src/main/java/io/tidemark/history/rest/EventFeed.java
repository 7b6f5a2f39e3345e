package io.tidemark.history.rest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.history.event.Event;
import io.tidemark.history.event.EventBell;
import io.tidemark.history.event.EventLog;
import io.tidemark.history.event.EventType;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenancy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/// Follows the event log for any number of readers. Each is served at its own pace: nothing is read from the log
/// before the reader took what was read before, so a slow one costs one page of memory and falls behind, no more.
public final class EventFeed {

    private final EventLog log;
    private final EventBell bell;
    private final AtomicInteger streams;
    private final int maxStreams;
    private final int pageSize;

    public EventFeed(EventLog log, EventBell bell, MeterRegistry meters, int maxStreams, int pageSize) {
        this.log = log;
        this.bell = bell;
        this.maxStreams = maxStreams;
        this.pageSize = pageSize;
        this.streams = new AtomicInteger();
        Gauge.builder("tidemark.history.event.streams", streams, AtomicInteger::get)
                .description("Open event streams")
                .register(meters);
    }

    /// All events of these types behind `id` that the reader may see, those that are there and then those that come,
    /// without end.
    ///
    /// @throws ProblemException 503 when there are too many streams
    public Multi<Event> behind(Tenancy who, long id, Set<EventType> types) {
        if (streams.incrementAndGet() > maxStreams) {
            streams.decrementAndGet();
            throw new ProblemException(ProblemCode.UNAVAILABLE, "Too many event streams are open");
        }
        Reader reader = new Reader(who, id, types);
        return Multi.createBy()
                .repeating()
                .uni(reader::next)
                .indefinitely()
                .onItem()
                .<Event>disjoint()
                .onTermination()
                .invoke(() -> streams.decrementAndGet());
    }

    /// How far one stream has come.
    private final class Reader {

        private final Tenancy who;
        private final Set<EventType> types;
        private long position;
        private CompletionStage<Void> news = CompletableFuture.completedStage(null);
        private boolean begun;

        Reader(Tenancy who, long position, Set<EventType> types) {
            this.who = who;
            this.position = position;
            this.types = types;
        }

        /// The next page, which may be empty, as soon as there is any news.
        Uni<List<Event>> next() {
            return Uni.createFrom()
                    .completionStage(() -> news)
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .map(rung -> read());
        }

        /// A place that this log never had, because its database was made anew, means the beginning. The
        /// head is read
        /// first: a page that is not full then holds everything up to it, whatever its types.
        private List<Event> read() {
            news = bell.next();
            long head = log.head(who);
            if (!begun) {
                begun = true;
                position = position > head ? 0 : position;
            }
            List<Event> page = log.after(who, position, types, pageSize);
            if (page.size() == pageSize) {
                position = page.getLast().id();
                news = CompletableFuture.completedStage(null);
            } else {
                long last = page.isEmpty() ? position : page.getLast().id();
                position = Math.max(last, head);
            }
            return page;
        }
    }
}
