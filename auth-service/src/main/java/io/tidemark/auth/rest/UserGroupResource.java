package io.tidemark.auth.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.auth.audit.RightsAdministration;
import io.tidemark.auth.rest.RightsAnswers.ChangeAnswer;
import io.tidemark.auth.rest.RightsAnswers.GroupAnswer;
import io.tidemark.auth.rest.RightsRequests.GroupBody;
import io.tidemark.auth.right.GroupName;
import io.tidemark.auth.right.RightsChange;
import io.tidemark.auth.right.UserGroup;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;

/// Groups of users, nested to any depth.
@Path("/api/user-groups")
public class UserGroupResource {
    private final RightsAdministration administration;
    private final RightsSteps steps;

    UserGroupResource(RightsAdministration administration, RightsSteps steps) {
        this.administration = administration;
        this.steps = steps;
    }

    @GET
    @PermissionsAllowed("users:read")
    @Operation(operationId = "listUserGroups", summary = "List the groups of users by name, with their direct members")
    @APIResponse(responseCode = "200", description = "A page of groups")
    @APIResponse(responseCode = "400", description = "The cursor was not given out by this list")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not read users")
    @APIResponse(responseCode = "422", description = "The limit is out of range")
    public Page<GroupAnswer> listUserGroups(@RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
        int size = Limit.check(limit, 100, 1000);
        String after = cursor == null ? "" : Cursor.decode(cursor, 1).getFirst();
        return Page.of(
                        administration.rights().facts().groups().values().stream()
                                .filter(g -> g.name().value().compareTo(after) > 0)
                                .sorted(Comparator.comparing(UserGroup::name))
                                .limit(size + 1L)
                                .toList(),
                        size,
                        g -> Cursor.encode(g.name().value()))
                .map(GroupAnswer::of);
    }

    @PUT
    @Path("/{name}")
    @PermissionsAllowed("roles:write")
    @Operation(
            operationId = "putUserGroup",
            summary = "Make a group of users, or replace its members; dryRun tells who would gain and lose what")
    @APIResponse(responseCode = "200", description = "What the change gave and took")
    @APIResponse(responseCode = "202", description = SecondLook.WAITS)
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(
            responseCode = "403",
            description = "The caller may not change rights, or would give what the caller does not have")
    @APIResponse(
            responseCode = "422",
            description = "A field is wrong, names what does not exist, or the group would be inside itself")
    public RestResponse<ChangeAnswer> putUserGroup(
            @RestPath String name,
            GroupBody group,
            @RestQuery @Nullable Boolean dryRun,
            @Context HttpServerRequest request) {
        return steps.make(new RightsChange.PutGroup(group.group(name)), dryRun, request);
    }

    @DELETE
    @Path("/{name}")
    @PermissionsAllowed("roles:write")
    @Operation(
            operationId = "removeUserGroup",
            summary = "Remove a group of users that has no roles and is in no other; dryRun only checks")
    @APIResponse(responseCode = "200", description = "What the change gave and took")
    @APIResponse(responseCode = "202", description = SecondLook.WAITS)
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(
            responseCode = "403",
            description = "The caller may not change rights, or would give what the caller does not have")
    @APIResponse(responseCode = "404", description = "There is no such group")
    @APIResponse(responseCode = "409", description = "The group has roles, or is inside another")
    @APIResponse(responseCode = "422", description = "No group can have this name")
    public RestResponse<ChangeAnswer> removeUserGroup(
            @RestPath String name, @RestQuery @Nullable Boolean dryRun, @Context HttpServerRequest request) {
        GroupName group = RightsRequests.field("name", () -> new GroupName(name));
        return steps.make(new RightsChange.RemoveGroup(group), dryRun, request);
    }
}
