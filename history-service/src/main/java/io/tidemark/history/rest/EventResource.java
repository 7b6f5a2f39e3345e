package io.tidemark.history.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.tidemark.history.event.Event;
import io.tidemark.history.event.EventType;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.event.CloudEvent;
import io.tidemark.platform.event.EventStream;
import io.tidemark.platform.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The event stream.
@Path("/api/events")
@Tag(name = "events", description = "What happened, in order")
public class EventResource {

    private final EventFeed feed;
    private final Caller caller;
    private final SlowReaders slow;
    private final ObjectMapper json;

    EventResource(EventFeed feed, Caller caller, SlowReaders slow, ObjectMapper json) {
        this.feed = feed;
        this.caller = caller;
        this.slow = slow;
        this.json = json;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @PermissionsAllowed("events:read")
    @Operation(
            operationId = "followEvents",
            summary = "Follow events as they happen",
            description =
                    "CloudEvents 1.0 as server-sent events, at least once and in order, from the beginning or from"
                            + " behind Last-Event-ID. A comment comes every 15 seconds. A reader that does not take what"
                            + " is sent is cut off and may come back.")
    @APIResponse(
            responseCode = "200",
            description = "A stream that does not end",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = CloudEvent.class)))
    public Multi<OutboundSseEvent> follow(
            @Parameter(description = "Id of the last event that was seen", example = "41")
                    @HeaderParam("Last-Event-ID")
                    @Nullable
                    String lastEventId,
            @Parameter(description = "Types to follow; all when not given", example = "io.tidemark.snapshot.registered")
                    @QueryParam("type")
                    List<String> types,
            @Context Sse sse,
            @Context HttpServerRequest request) {
        Multi<Event> events = feed.behind(caller.tenancy(), EventStream.resumeBehind(lastEventId), types(types));
        Multi<OutboundSseEvent> told = EventStream.toSse(sse, events.map(Unchecked.function(this::cloudEvent)));
        return slow.watch(told, () -> request.response().reset());
    }

    private static Set<EventType> types(List<String> words) {
        if (words.isEmpty()) {
            return EnumSet.allOf(EventType.class);
        }
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        words.forEach(word -> types.add(EventType.ifValid(word)
                .orElseThrow(() -> ProblemException.field("type", "there are no events of type " + word))));
        return types;
    }

    private CloudEvent cloudEvent(Event event) throws JsonProcessingException {
        JsonNode data = json.readTree(event.data());
        return CloudEvent.of(
                Long.toString(event.id()), "/history", event.type().word(), event.subject(), event.at(), data);
    }
}
