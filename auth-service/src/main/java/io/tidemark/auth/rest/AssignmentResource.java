package io.tidemark.auth.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.auth.audit.RightsAdministration;
import io.tidemark.auth.rest.RightsAnswers.AssignmentAnswer;
import io.tidemark.auth.rest.RightsAnswers.ChangeAnswer;
import io.tidemark.auth.rest.RightsRequests.AssignmentBody;
import io.tidemark.auth.right.Assignment;
import io.tidemark.auth.right.Holder;
import io.tidemark.auth.right.RightsChange;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.UUID;
import java.util.function.Predicate;

/// Roles given to users and groups of users.
@Path("/api/assignments")
public class AssignmentResource {
    private final RightsAdministration administration;
    private final RightsSteps steps;

    AssignmentResource(RightsAdministration administration, RightsSteps steps) {
        this.administration = administration;
        this.steps = steps;
    }

    @GET
    @PermissionsAllowed("users:read")
    @Operation(
            operationId = "listAssignments",
            summary = "List who was given which role, by id",
            description = "Without the roles that are part of an account: those stand in GET /api/users.")
    @APIResponse(responseCode = "200", description = "A page of assignments")
    @APIResponse(responseCode = "400", description = "The cursor was not given out by this list")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not read users")
    @APIResponse(responseCode = "422", description = "The limit is out of range")
    public Page<AssignmentAnswer> listAssignments(
            @RestQuery @Nullable String user,
            @RestQuery @Nullable String group,
            @RestQuery @Nullable String role,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor) {
        int size = Limit.check(limit, 100, 1000);
        String after = cursor == null ? "" : Cursor.decode(cursor, 1).getFirst();
        return Page.of(
                        administration.rights().facts().assignments().values().stream()
                                .filter(wanted(user, group, role))
                                .filter(a -> id(a).compareTo(after) > 0)
                                .sorted(Comparator.comparing(AssignmentResource::id))
                                .limit(size + 1L)
                                .toList(),
                        size,
                        a -> Cursor.encode(id(a)))
                .map(AssignmentAnswer::of);
    }

    @POST
    @PermissionsAllowed("roles:write")
    @Operation(
            operationId = "giveRole",
            summary = "Give a role to a user or a group, in a scope, for a time or for good",
            description = "With dryRun nothing is given; the answer tells who would gain and lose what.")
    @APIResponse(responseCode = "200", description = "What the change gave and took")
    @APIResponse(responseCode = "202", description = SecondLook.WAITS)
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(
            responseCode = "403",
            description = "The caller may not change rights, or would give what the caller does not have")
    @APIResponse(responseCode = "409", description = "There is another assignment with this id")
    @APIResponse(responseCode = "422", description = "A field is wrong or names what does not exist")
    public RestResponse<ChangeAnswer> giveRole(
            AssignmentBody wanted, @RestQuery @Nullable Boolean dryRun, @Context HttpServerRequest request) {
        UUID id = wanted.wantedId();
        return steps.make(new RightsChange.Give(id, wanted.assignment(id)), dryRun, request);
    }

    @DELETE
    @Path("/{id}")
    @PermissionsAllowed("roles:write")
    @Operation(
            operationId = "withdrawRole",
            summary = "Take a given role back; dryRun tells who would gain and lose what")
    @APIResponse(responseCode = "200", description = "What the change gave and took")
    @APIResponse(responseCode = "202", description = SecondLook.WAITS)
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(
            responseCode = "403",
            description = "The caller may not change rights, or would give what the caller does not have")
    @APIResponse(responseCode = "404", description = "There is no such assignment")
    public RestResponse<ChangeAnswer> withdrawRole(
            @RestPath UUID id, @RestQuery @Nullable Boolean dryRun, @Context HttpServerRequest request) {
        return steps.make(new RightsChange.Withdraw(id), dryRun, request);
    }

    private static String id(Assignment assignment) {
        return assignment.id().map(UUID::toString).orElse("");
    }

    private static Predicate<Assignment> wanted(@Nullable String user, @Nullable String group, @Nullable String role) {
        return a -> (role == null || a.role().value().equals(role))
                && switch (a.holder()) {
                    case Holder.User u ->
                        group == null && (user == null || u.name().value().equals(user));
                    case Holder.Group g ->
                        user == null && (group == null || g.name().value().equals(group));
                };
    }
}
