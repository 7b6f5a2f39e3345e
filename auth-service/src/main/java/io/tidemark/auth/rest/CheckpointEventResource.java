package io.tidemark.auth.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.auth.audit.Sealer;
import io.tidemark.auth.audit.TenantLogs;
import io.tidemark.auth.seal.Checkpoint;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.event.CloudEvent;
import io.tidemark.platform.event.EventStream;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Checkpoints as they are signed, for whoever keeps them elsewhere.
@Path("/api/audit/events")
public class CheckpointEventResource {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String TYPE = "io.tidemark.audit.sealed";

    private final TenantLogs logs;
    private final Caller caller;
    private final ObjectMapper json;

    CheckpointEventResource(TenantLogs logs, Caller caller, ObjectMapper json) {
        this.logs = logs;
        this.caller = caller;
        this.json = json;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @PermissionsAllowed("audit:read")
    @Operation(
            operationId = "followAuditCheckpoints",
            summary = "Follow the checkpoints of the audit log as they are signed, to be kept elsewhere",
            description =
                    "CloudEvents 1.0 as server-sent events, of the caller's tenant; the id is the number of rows. "
                            + "First comes the last checkpoint, or, with Last-Event-ID, every one behind it. A comment comes every "
                            + "15 seconds.")
    @APIResponse(
            responseCode = "200",
            description = "A stream that does not end",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = CloudEvent.class)))
    @APIResponse(responseCode = "400", description = "Last-Event-ID is none of this stream")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not read the log")
    public Multi<OutboundSseEvent> followAuditCheckpoints(
            @Parameter(description = "Id of the last event that was kept", example = "10234")
                    @HeaderParam("Last-Event-ID")
                    @Nullable
                    String lastEventId,
            @Context Sse sse) {
        Sealer sealer = logs.of(caller.tenancy()).sealer();
        AtomicLong seen = new AtomicLong(EventStream.resumeBehind(lastEventId));
        Multi<Checkpoint> signed = Multi.createFrom()
                .ticks()
                .every(LOOK)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .onItem()
                .transformToIterable(tick -> next(sealer, seen));
        String log = sealer.verifier().name();
        return EventStream.toSse(sse, signed.map(checkpoint -> event(log, checkpoint)));
    }

    private static List<Checkpoint> next(Sealer sealer, AtomicLong seen) {
        Optional<Checkpoint> last = sealer.last().filter(checkpoint -> checkpoint.size() > seen.get());
        if (last.isEmpty()) {
            return List.of();
        }
        List<Checkpoint> news = seen.get() == 0 ? List.of(last.get()) : sealer.behind(seen.get());
        news.forEach(checkpoint -> seen.set(checkpoint.size()));
        return news;
    }

    private CloudEvent event(String log, Checkpoint checkpoint) {
        return CloudEvent.of(
                Long.toString(checkpoint.size()),
                "/auth",
                TYPE,
                log,
                checkpoint.at(),
                json.valueToTree(new Sealed(checkpoint.size(), checkpoint.root(), checkpoint.at(), checkpoint.note())));
    }

    /// @param rows how many rows it covers, from the first
    /// @param root the tree head over them, in Base64
    /// @param checkpoint the whole signed note (C2SP tlog-checkpoint), as it is kept in files
    public record Sealed(long rows, String root, Instant signedAt, String checkpoint) {}
}
