package io.tidemark.platform.event;

import io.smallrye.mutiny.Multi;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// Server side of an event stream.
public final class EventStream {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private EventStream() {}

    /// The events as server-sent events, with a comment each 15 s so that dead connections are noticed. A reader that
    /// does not
    /// keep up is cut off when `events` overflows; it comes back with `Last-Event-ID`.
    public static Multi<OutboundSseEvent> toSse(Sse sse, Multi<CloudEvent> events) {
        Multi<OutboundSseEvent> told = events.map(event -> asSse(sse, event));
        Multi<OutboundSseEvent> beats = Multi.createFrom()
                .ticks()
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("still here").build());
        return Multi.createBy().merging().streams(told, beats);
    }

    /// The id behind which the reader wants to go on: 0 where it says nothing.
    ///
    /// @throws ProblemException 400 where it is no event id
    public static long resumeBehind(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return 0;
        }
        try {
            return Long.parseUnsignedLong(lastEventId.strip());
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    ProblemCode.MALFORMED, "Last-Event-ID: must be the id of an event of this stream", e);
        }
    }

    private static OutboundSseEvent asSse(Sse sse, CloudEvent event) {
        return sse.newEventBuilder()
                .id(event.id())
                .name(event.type())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(CloudEvent.class, event)
                .build();
    }
}
