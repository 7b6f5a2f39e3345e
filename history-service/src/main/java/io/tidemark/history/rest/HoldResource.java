package io.tidemark.history.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.history.retention.Hold;
import io.tidemark.history.retention.HoldKind;
import io.tidemark.history.retention.HoldRegister;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.audit.Change;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Pins and legal holds.
@Path("/api/snapshots/{id}/holds")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "retention")
public class HoldResource {

    private static final ProblemCode HOLD_NOT_FOUND =
            new ProblemCode("hold-not-found", 404, "The snapshot is not held so");

    /// @param reason 1 to 1000 characters
    public record Reason(String reason) {
        public Reason {
            Hold.requireReason(reason);
        }
    }

    private final HoldRegister holds;
    private final SnapshotRegister register;
    private final Bodies bodies;
    private final Change change;
    private final Caller caller;
    private final Own own;
    private final InstantSource clock;

    HoldResource(
            HoldRegister holds,
            SnapshotRegister register,
            Bodies bodies,
            Change change,
            Caller caller,
            Own own,
            InstantSource clock) {
        this.holds = holds;
        this.register = register;
        this.bodies = bodies;
        this.change = change;
        this.caller = caller;
        this.own = own;
        this.clock = clock;
    }

    @GET
    @PermissionsAllowed("retention:read")
    @Operation(operationId = "listHolds", summary = "List who wants a snapshot kept, and who lifted that, newest first")
    @APIResponse(responseCode = "404", description = "There is no such snapshot")
    public Page<Hold> list(@PathParam("id") String id) {
        return new Page<>(holds.of(find(id)), null);
    }

    @PUT
    @Path("{kind}")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("retention:write")
    @Operation(
            operationId = "placeHold",
            summary = "Keep a snapshot whatever the policies say; kind is pin or legal-hold",
            description = "A hold of that kind that is there already stays as it is.")
    @APIResponse(responseCode = "204", description = "The snapshot is held")
    @APIResponse(responseCode = "404", description = "There is no such snapshot")
    @APIResponse(responseCode = "422", description = "The kind is none, or there is no reason")
    public void place(
            @PathParam("id") String id,
            @PathParam("kind") String kind,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Reason.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "reason",
                                                            value = "{\"reason\":\"Before the migration\"}")))
                    InputStream body)
            throws IOException {
        HoldKind ofKind = kind(kind);
        SnapshotId found = find(id);
        String reason = bodies.json(body, Reason.class).reason();
        Hold wanted = hold(found, ofKind, reason);
        holds.place(wanted);
        // retention may have removed it a moment before
        find(id);
        Hold placed = holding(found, ofKind);
        change.made(wanted.equals(placed) ? null : placed, placed);
    }

    @DELETE
    @Path("{kind}")
    @PermissionsAllowed("retention:write")
    @Operation(operationId = "liftHold", summary = "Lift a hold; who did it stays on record")
    @APIResponse(responseCode = "204", description = "It holds no longer")
    @APIResponse(responseCode = "404", description = "There is no such snapshot, or it is not held so")
    @APIResponse(responseCode = "422", description = "The kind is none")
    public void lift(@PathParam("id") String id, @PathParam("kind") String kind) {
        SnapshotId found = find(id);
        HoldKind ofKind = kind(kind);
        Hold before = holding(found, ofKind);
        if (!holds.lift(found, ofKind, caller.subject(), now())) {
            throw new ProblemException(HOLD_NOT_FOUND, "There is no " + kind + " on snapshot '" + id + "'");
        }
        change.made(before, null);
    }

    private @Nullable Hold holding(SnapshotId id, HoldKind kind) {
        return holds.of(id).stream()
                .filter(hold -> hold.kind() == kind && hold.holds())
                .findFirst()
                .orElse(null);
    }

    private Hold hold(SnapshotId id, HoldKind kind, String reason) {
        return new Hold(id, kind, reason, caller.subject(), now(), null, null);
    }

    private SnapshotId find(String id) {
        return SnapshotId.ifValid(id)
                .filter(valid -> register.find(valid)
                        .filter(found -> own.has(found.snapshot().server()))
                        .isPresent())
                .orElseThrow(() -> SnapshotProblem.notFound(id));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static HoldKind kind(String word) {
        return HoldKind.ifValid(word).orElseThrow(() -> ProblemException.field("kind", "must be pin or legal-hold"));
    }
}
