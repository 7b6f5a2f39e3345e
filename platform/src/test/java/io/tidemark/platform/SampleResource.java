package io.tidemark.platform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.access.Reach;
import io.tidemark.platform.audit.AuditedItself;
import io.tidemark.platform.audit.Change;
import io.tidemark.platform.event.CloudEvent;
import io.tidemark.platform.event.EventStream;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A resource of the kinds that services have, to see the platform at work from outside.
@Path("/api/samples-of-platform")
public class SampleResource {
    static final AtomicInteger CHANGES = new AtomicInteger();

    private final Caller caller;
    private final Reach reach;
    private final Change change;

    SampleResource(Caller caller, Reach reach, Change change) {
        this.caller = caller;
        this.reach = reach;
        this.change = change;
    }

    @GET
    @Path("/servers")
    @PermissionsAllowed({"servers:read", "servers:read-part"})
    public List<String> servers() {
        return Stream.of("web-1", "web-2", "db-1")
                .filter(reach.of("servers:read")::server)
                .toList();
    }

    @GET
    @Path("/caller")
    @PermissionsAllowed("files:read")
    public Map<String, String> caller() {
        return Map.of("subject", caller.subject(), "server", caller.server().orElse("none"));
    }

    @GET
    @Path("/tagged")
    @PermitAll
    public Response tagged(@HeaderParam("If-None-Match") @Nullable String known) {
        String tag = "\"7\"";
        return tag.equals(known)
                ? Response.notModified().build()
                : Response.ok(Map.of("version", 7)).header("ETag", tag).build();
    }

    @POST
    @Path("/servers/{name}")
    @PermissionsAllowed("snapshots:write")
    public Map<String, String> write(@PathParam("name") String name) {
        caller.requireServer(name);
        return Map.of("server", name);
    }

    @PUT
    @Path("/policies/{name}")
    @PermissionsAllowed("policies:write")
    @Operation(operationId = "putSamplePolicy")
    public Map<String, Integer> put(@PathParam("name") String name) {
        if (name.equals("wrong")) {
            throw ProblemException.field("name", "must not be wrong");
        }
        if (name.equals("broken")) {
            throw new IllegalStateException("broken");
        }
        int changes = CHANGES.incrementAndGet();
        if (!name.equals("untold")) {
            change.made(name.equals("new") ? null : Map.of("name", name), Map.of("name", name, "password", "hunter2"));
        }
        return Map.of("changes", changes);
    }

    @POST
    @Path("/table")
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @PermissionsAllowed("files:read")
    public String ask(Map<String, String> question) {
        change.made(null, question);
        return "[]";
    }

    @POST
    @Path("/policies/{name}/preview")
    @PermissionsAllowed("policies:read")
    public Map<String, Integer> preview(@PathParam("name") String name) {
        return Map.of("changes", CHANGES.get());
    }

    @PUT
    @Path("/policies/{name}/later")
    @PermissionsAllowed("policies:write")
    public Uni<Map<String, Integer>> putLater(@PathParam("name") String name) {
        return Uni.createFrom()
                .item(() -> Map.of("changes", CHANGES.incrementAndGet()))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(changes -> change.made(null, Map.of("later", name)));
    }

    @PUT
    @Path("/policies/{name}/itself")
    @AuditedItself
    @PermissionsAllowed("policies:write")
    public Map<String, Integer> putItself(@PathParam("name") String name) {
        return Map.of("changes", CHANGES.incrementAndGet());
    }

    @GET
    @Path("/broken")
    @Produces(MediaType.TEXT_PLAIN)
    @PermissionsAllowed("files:read")
    public StreamingOutput broken(@QueryParam("lines") int lines) {
        return out -> {
            for (int i = 0; i < lines; i++) {
                out.write("a line of thirty-two characters\n".getBytes(StandardCharsets.US_ASCII));
            }
            throw new IllegalStateException("the rest cannot be read");
        };
    }

    @GET
    @Path("/table")
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @PermissionsAllowed("files:read")
    public String table() {
        return "[]";
    }

    @GET
    @Path("/forgotten")
    public String withoutAnnotation() {
        return "must never be seen";
    }

    @POST
    @Path("/share")
    @PermitAll
    public Share echo(Share share) {
        return share;
    }

    @GET
    @Path("/failures/{kind}")
    @PermitAll
    public String fail(@PathParam("kind") String kind) {
        throw switch (kind) {
            case "busy" ->
                new ProblemException(ProblemCode.TOO_MANY_REQUESTS, "Too many sign-ins")
                        .retryAfter(Duration.ofSeconds(7));
            case "full" ->
                new UncheckedIOException(new FileSystemException("job.json", null, "No space left on device"));
            case "bug" -> new IllegalStateException("select secret from accounts");
            default ->
                new ProblemException(
                        new ProblemCode("snapshot-not-found", 404, "No such snapshot"), "No snapshot " + kind);
        };
    }

    @GET
    @Path("/events")
    @PermitAll
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(@HeaderParam("Last-Event-ID") @Nullable String last, @Context Sse sse) {
        long behind = EventStream.resumeBehind(last);
        // Ends after two events, as a connection does that breaks.
        return EventStream.toSse(
                        sse, Multi.createFrom().range((int) behind + 1, 1000).map(SampleResource::event))
                .select()
                .first(2);
    }

    private static CloudEvent event(int id) {
        return CloudEvent.of(
                Integer.toString(id),
                "/platform",
                "io.tidemark.test",
                "s",
                Instant.EPOCH,
                JsonNodeFactory.instance.numberNode(id));
    }

    /// A record that checks itself.
    public record Share(double value) {
        public Share {
            if (value < 0 || value > 1) {
                throw new IllegalArgumentException("a share is from 0 to 1, not " + value);
            }
        }
    }
}
